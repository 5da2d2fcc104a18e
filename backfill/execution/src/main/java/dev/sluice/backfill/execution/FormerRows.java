package dev.sluice.backfill.execution;

import dev.sluice.feature.FeatureView;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.SystemColumn;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows that former runs promoted, read from the versions of the feature table that they made.
 *
 * @param runs of the partitions, all promoted
 */
record FormerRows(FeatureView view, FeatureTable table, Map<Partition, RunRecord> runs) implements RowOrigin {
    @Override
    public Dataset<Row> rows(Partition partition) {
        RunRecord run = run(partition);
        List<String> columns = new ArrayList<>(view.entity().keyNames());
        columns.addAll(view.featureNames());
        columns.add(SystemColumn.EVENT_TIME.column());
        return table.rowsAt(Objects.requireNonNull(run.versions().promoted()), List.of(partition))
                .filter(functions.col(SystemColumn.RUN_ID.column()).equalTo(run.runId()))
                .select(columns.stream().map(functions::col).toArray(Column[]::new));
    }

    @Override
    public String computationHash(Partition partition) {
        return run(partition).computationHash();
    }

    @Override
    public Map<String, String> inputs(Partition partition) {
        return run(partition).versions().inputs();
    }

    private RunRecord run(Partition partition) {
        return Objects.requireNonNull(runs.get(partition));
    }
}
