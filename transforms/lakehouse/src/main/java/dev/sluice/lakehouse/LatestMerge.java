package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;

/** Applies changes to latest in one commit. */
final class LatestMerge {
    private static final String LATEST = "latest";
    private static final String CHANGED = "changed";

    private final DeltaTableFolder latest;
    private final ViewColumns columns;

    LatestMerge(DeltaTableFolder latest) {
        this.latest = latest;
        this.columns = latest.columns();
    }

    /** The rows' session must be the refresh's own: MERGE takes its metadata from the session's settings. */
    void execute(Dataset<Row> changes, LatestCommit commit) {
        RuntimeConfig settings = changes.sparkSession().conf();
        commit.settings().forEach(settings::set);
        try {
            merge(changes);
        } finally {
            commit.settings().keySet().forEach(settings::unset);
        }
    }

    private void merge(Dataset<Row> changes) {
        Column change = col(CHANGED + "." + NewestRows.CHANGE);
        DeltaTable.forPath(changes.sparkSession(), latest.path())
                .as(LATEST)
                .merge(changes.as(CHANGED), new NewestRows(columns).sameKeys(LATEST, CHANGED))
                .whenMatched(change.equalTo(NewestRows.DELETE))
                .delete()
                .whenMatched()
                .update(values())
                .whenNotMatched(change.notEqual(NewestRows.DELETE))
                .insert(values())
                .execute();
    }

    private Map<String, Column> values() {
        return Arrays.stream(columns.latest().fieldNames())
                .collect(Collectors.toMap(name -> name, name -> col(CHANGED + "." + name)));
    }
}
