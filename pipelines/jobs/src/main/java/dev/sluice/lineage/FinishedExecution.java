package dev.sluice.lineage;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;

/**
 * A write that has ended, its physical plan without the adaptive node around it: in a session with Delta, OpenLineage leaves
 * out every execution that has one, and with it all writes of Parquet.
 */
final class FinishedExecution extends QueryExecution {
    private final QueryExecution ended;

    private FinishedExecution(QueryExecution ended) {
        super(ended.sparkSession(), ended.logical(), ended.tracker(), CommandExecutionMode.SKIP());
        this.ended = ended;
    }

    /** The same end, of such an execution. */
    static SparkListenerSQLExecutionEnd of(SparkListenerSQLExecutionEnd end) {
        SparkListenerSQLExecutionEnd same =
                new SparkListenerSQLExecutionEnd(end.executionId(), end.time(), end.errorMessage());
        same.qe_$eq(new FinishedExecution(end.qe()));
        return same;
    }

    @Override
    public LogicalPlan analyzed() {
        return ended.analyzed();
    }

    @Override
    public LogicalPlan commandExecuted() {
        return ended.commandExecuted();
    }

    @Override
    public LogicalPlan optimizedPlan() {
        return ended.optimizedPlan();
    }

    @Override
    public SparkPlan executedPlan() {
        SparkPlan plan = ended.executedPlan();
        return plan instanceof AdaptiveSparkPlanExec adaptive ? adaptive.executedPlan() : plan;
    }
}
