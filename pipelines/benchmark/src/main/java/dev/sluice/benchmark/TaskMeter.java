package dev.sluice.benchmark;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Adds up what Spark's tasks cost. */
final class TaskMeter extends SparkListener {
    private final AtomicLong shuffleBytes = new AtomicLong();
    private final AtomicLong spilledBytes = new AtomicLong();
    private final Map<Integer, Stage> stages = new ConcurrentHashMap<>();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        TaskMetrics metrics = task.taskMetrics();
        stages.merge(task.stageId(), Stage.of(metrics), Stage::plus);
        shuffleBytes.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
        spilledBytes.addAndGet(metrics.diskBytesSpilled());
    }

    void reset() {
        stages.clear();
        shuffleBytes.set(0);
        spilledBytes.set(0);
    }

    double cpuSeconds() {
        return stages.values().stream().mapToLong(Stage::nanos).sum() / 1e9;
    }

    double longestTaskSeconds() {
        return stages.values().stream().mapToLong(Stage::longestNanos).max().orElse(0) / 1e9;
    }

    /** Of the stage that read the most rows from a shuffle, those of its largest task as a multiple of the mean; 0 without one. */
    double skew() {
        return stages.values().stream()
                .filter(stage -> stage.rows > 0)
                .max(Comparator.comparingLong(Stage::rows))
                .map(stage -> (double) stage.mostRows * stage.tasks / stage.rows)
                .orElse(0.0);
    }

    long shuffleBytes() {
        return shuffleBytes.get();
    }

    long spilledBytes() {
        return spilledBytes.get();
    }

    /** The tasks of a stage together; rows are those read from shuffles. */
    private record Stage(int tasks, long nanos, long longestNanos, long rows, long mostRows) {
        static Stage of(TaskMetrics task) {
            long nanos = task.executorCpuTime();
            long rows = task.shuffleReadMetrics().recordsRead();
            return new Stage(1, nanos, nanos, rows, rows);
        }

        Stage plus(Stage other) {
            return new Stage(
                    tasks + other.tasks,
                    nanos + other.nanos,
                    Math.max(longestNanos, other.longestNanos),
                    rows + other.rows,
                    Math.max(mostRows, other.mostRows));
        }
    }
}
