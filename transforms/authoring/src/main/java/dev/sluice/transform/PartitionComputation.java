package dev.sluice.transform;

import dev.sluice.time.Partition;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes a view's rows, partition by partition. Threads may share it. */
public interface PartitionComputation {
    /** Does once what these partitions share. What is prepared by a process that dies is found or done again by the next. */
    default void prepare(List<Partition> partitions) {}

    /** Lets go what was prepared last; its rows must not be used any more. */
    default void release() {}

    /**
     * The rows of a partition: keys, features and event_time, in the declared order and types. They are computed when they
     * are asked for; what goes wrong then is thrown then.
     */
    Dataset<Row> rows(Partition partition);
}
