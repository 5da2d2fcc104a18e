package dev.sluice.benchmark;

import dev.sluice.transform.PhysicalPlan;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/** Adds up the shuffles and sorts of executed plans. */
final class PlanMeter implements QueryExecutionListener {
    private int exchanges;
    private int sorts;

    @Override
    public synchronized void onSuccess(String function, QueryExecution execution, long nanos) {
        PhysicalPlan plan = PhysicalPlan.of(execution);
        exchanges += plan.exchanges();
        sorts += plan.sorts();
    }

    @Override
    public void onFailure(String function, QueryExecution execution, Exception failure) {}

    synchronized void reset() {
        exchanges = 0;
        sorts = 0;
    }

    synchronized int exchanges() {
        return exchanges;
    }

    synchronized int sorts() {
        return sorts;
    }
}
