package dev.sluice.backfill.execution;

import dev.sluice.time.Partition;
import dev.sluice.transform.PartitionComputation;
import java.util.List;
import java.util.Map;

/** Where the rows of partitions come from, and what a run records of that. Threads may share it. */
interface RowOrigin extends PartitionComputation {
    /** The partitions in the chunks in which they are best prepared, in order of time. */
    default List<List<Partition>> chunks(List<Partition> partitions) {
        return List.of(partitions);
    }

    /** The hash of the definition that computed them. */
    String computationHash(Partition partition);

    /** Which state of each source was read. */
    Map<String, String> inputs(Partition partition);
}
