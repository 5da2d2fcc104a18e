package dev.sluice.benchmark;

import java.nio.file.Path;

/** A way to join views to labels. */
interface Contender {
    String name();

    /** Makes what {@link #join} needs and is not measured. */
    default void prepare(Workload workload, int views) {}

    /** Writes {@code label_id, entity, label_time, v0_f0, v0_f1, ...}, of the workload's first views, as Parquet. */
    void join(Workload workload, int views, Path answer);
}
