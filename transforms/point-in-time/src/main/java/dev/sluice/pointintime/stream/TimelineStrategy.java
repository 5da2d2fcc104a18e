package dev.sluice.pointintime.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Tells a session how the operator is executed. */
final class TimelineStrategy extends SparkStrategy {
    private static final long serialVersionUID = 1;
    private static final TimelineStrategy ONLY = new TimelineStrategy();

    private TimelineStrategy() {}

    /** Lets a session execute the operator; it changes nothing else of it. */
    static synchronized void addTo(SparkSession session) {
        List<SparkStrategy> strategies = new ArrayList<>(
                JavaConverters.seqAsJavaList(session.experimental().extraStrategies()));
        if (!strategies.contains(ONLY)) {
            strategies.add(ONLY);
            session.experimental().extraStrategies_$eq(Projections.seq(strategies));
        }
    }

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        return plan instanceof TimelinePlan rows
                ? Projections.seq(
                        List.of(new TimelineExec(rows.read(), rows.answers(), rows.kinds(), planLater(rows.child()))))
                : Projections.seq(List.of());
    }
}
