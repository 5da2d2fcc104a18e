package dev.sluice.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.apache.spark.sql.SparkSession;

/** Measures what work costs in this process and in Spark's tasks. */
final class Meter {
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final SparkSession spark;
    private final TaskMeter tasks = new TaskMeter();
    private final PlanMeter plans = new PlanMeter();

    Meter(SparkSession spark) {
        this.spark = spark;
        spark.sparkContext().addSparkListener(tasks);
        spark.listenerManager().register(plans);
    }

    Measurement.Cost of(Runnable work) {
        settle();
        tasks.reset();
        plans.reset();
        long cpu = PROCESS.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        double wallSeconds = (System.nanoTime() - wall) / NANOS;
        double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / NANOS;
        settle();
        return new Measurement.Cost(
                wallSeconds,
                cpuSeconds,
                tasks.cpuSeconds(),
                tasks.longestTaskSeconds(),
                tasks.shuffleBytes() / MEGA,
                tasks.spilledBytes() / MEGA,
                plans.exchanges(),
                plans.sorts(),
                tasks.skew());
    }

    /** Waits for Spark's listeners, which are told late, and clears away what the work before has left. */
    private void settle() {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("Spark's listeners do not keep up", e);
        }
        System.gc();
    }
}
