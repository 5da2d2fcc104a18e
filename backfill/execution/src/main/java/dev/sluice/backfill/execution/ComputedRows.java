package dev.sluice.backfill.execution;

import dev.sluice.time.Partition;
import dev.sluice.transform.PartitionComputation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows that a view's definition computes from its sources. */
final class ComputedRows implements RowOrigin {
    private final PartitionComputation computation;
    private final String computationHash;
    private final Supplier<Map<String, String>> observed;
    private volatile Map<String, String> inputs = Map.of();

    /**
     * @param observed tells which states of the sources are read: it is asked before anything is read, so that what changes
     *     meanwhile counts as changed
     */
    ComputedRows(PartitionComputation computation, String computationHash, Supplier<Map<String, String>> observed) {
        this.computation = computation;
        this.computationHash = computationHash;
        this.observed = observed;
    }

    @Override
    public void prepare(List<Partition> partitions) {
        inputs = observed.get();
        computation.prepare(partitions);
    }

    @Override
    public Dataset<Row> rows(Partition partition) {
        return computation.rows(partition);
    }

    @Override
    public String computationHash(Partition partition) {
        return computationHash;
    }

    @Override
    public Map<String, String> inputs(Partition partition) {
        return inputs;
    }
}
