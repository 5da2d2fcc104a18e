package dev.sluice.lineage;

import io.openlineage.spark.agent.OpenLineageSparkListener;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;

/**
 * Hands the end of each write to OpenLineage's listener; reads, of which a gate has many, tell nothing. What goes wrong in it
 * goes to a receiver of problems, and no further.
 */
final class WriteListener extends SparkListener {
    private static final Set<String> WRITES = Set.of(
            "InsertIntoHadoopFsRelationCommand",
            "SaveIntoDataSourceCommand",
            "MergeIntoCommand",
            "DeleteCommand",
            "UpdateCommand");

    private final OpenLineageSparkListener engine;
    private final WriteEvents events;
    private final Consumer<Throwable> problems;
    private final AtomicInteger writes = new AtomicInteger();

    WriteListener(OpenLineageSparkListener engine, WriteEvents events, Consumer<Throwable> problems) {
        this.engine = engine;
        this.events = events;
        this.problems = problems;
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
        try {
            if (event instanceof SparkListenerSQLExecutionEnd end && isWrite(end)) {
                writes.incrementAndGet();
                EventTransport.receiving(
                        json -> events.received(json, end), () -> engine.onOtherEvent(FinishedExecution.of(end)));
            }
        } catch (Exception
                | LinkageError
                | StackOverflowError e) { // Spark ends the application for what a listener lets through
            problems.accept(e);
        }
    }

    private static boolean isWrite(SparkListenerSQLExecutionEnd end) {
        LogicalPlan plan = end.qe() == null ? null : end.qe().analyzed();
        return plan != null && WRITES.contains(plan.getClass().getSimpleName());
    }

    /** How many writes it has seen. */
    int writes() {
        return writes.get();
    }
}
