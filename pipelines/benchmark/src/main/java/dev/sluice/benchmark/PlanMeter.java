package dev.sluice.benchmark;

import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.util.QueryExecutionListener;

/** Counts the shuffles and sorts of executed plans, as their text shows them. */
final class PlanMeter implements QueryExecutionListener {
    private int exchanges;
    private int sorts;

    @Override
    public synchronized void onSuccess(String function, QueryExecution execution, long nanos) {
        SparkPlan plan = execution.executedPlan();
        String text = finalPlan(plan.toString());
        exchanges += count(text, "Exchange hashpartitioning") + count(text, "Exchange rangepartitioning");
        sorts += count(text, "Sort [");
    }

    @Override
    public void onFailure(String function, QueryExecution execution, Exception failure) {}

    /** An adaptive plan shows itself twice: as executed, and as it was at first. */
    private static String finalPlan(String plan) {
        int initial = plan.indexOf("== Initial Plan ==");
        return initial < 0 ? plan : plan.substring(0, initial);
    }

    private static int count(String text, String part) {
        int found = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            found++;
        }
        return found;
    }

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
