package dev.sluice.jobs;

import dev.sluice.command.StageListener;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Tells a listener of the stages and tasks of a session, for as long as it is open. */
final class StageReport extends SparkListener implements AutoCloseable {
    private final SparkContext context;
    private final StageListener listener;

    private StageReport(SparkContext context, StageListener listener) {
        this.context = context;
        this.listener = listener;
    }

    /** Does work in a session; the listener is told of its stages. */
    static <T> T during(SparkSession spark, StageListener listener, Supplier<T> work) {
        try (StageReport report = of(spark, listener)) {
            return work.get();
        }
    }

    static StageReport of(SparkSession spark, StageListener listener) {
        StageReport report = new StageReport(spark.sparkContext(), listener);
        spark.sparkContext().addSparkListener(report);
        return report;
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        listener.started(submitted.stageInfo().stageId(), submitted.stageInfo().numTasks());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        if (ended.taskInfo().successful()) {
            listener.advanced(ended.stageId());
        }
    }

    @Override
    public void close() {
        context.removeSparkListener(this);
    }
}
