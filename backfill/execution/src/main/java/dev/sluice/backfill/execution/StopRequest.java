package dev.sluice.backfill.execution;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;

/** Whether somebody wants the backfill to stop: nothing more is begun, and what Spark is busy with is cancelled. */
final class StopRequest {
    private final SparkContext spark;
    private final AtomicBoolean requested = new AtomicBoolean();

    StopRequest(SparkContext spark) {
        this.spark = spark;
    }

    void request() {
        requested.set(true);
        spark.cancelAllJobs();
    }

    boolean isRequested() {
        return requested.get();
    }

    /** Waits; false when it should stop instead. */
    boolean pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            request();
        }
        return !isRequested();
    }
}
