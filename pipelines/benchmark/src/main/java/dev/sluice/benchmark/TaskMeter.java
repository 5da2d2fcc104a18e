package dev.sluice.benchmark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Adds up what Spark's tasks cost. */
final class TaskMeter extends SparkListener {
    private final AtomicLong cpuNanos = new AtomicLong();
    private final AtomicLong shuffleBytes = new AtomicLong();
    private final AtomicLong spilledBytes = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        TaskMetrics metrics = task.taskMetrics();
        cpuNanos.addAndGet(metrics.executorCpuTime());
        longestNanos.accumulateAndGet(metrics.executorCpuTime(), Math::max);
        shuffleBytes.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
        spilledBytes.addAndGet(metrics.diskBytesSpilled());
    }

    void reset() {
        cpuNanos.set(0);
        shuffleBytes.set(0);
        spilledBytes.set(0);
        longestNanos.set(0);
    }

    double cpuSeconds() {
        return cpuNanos.get() / 1e9;
    }

    double longestTaskSeconds() {
        return longestNanos.get() / 1e9;
    }

    long shuffleBytes() {
        return shuffleBytes.get();
    }

    long spilledBytes() {
        return spilledBytes.get();
    }
}
