package dev.sluice.training;

import static org.apache.spark.sql.functions.lit;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.project.Project;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.PhysicalPlan;
import dev.sluice.transform.SourceEvents;
import dev.sluice.transform.ViewComputation;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A view that aggregates, by its events.
 *
 * @param source what is aggregated
 * @param state of the source, as runs record their inputs
 */
record FreshView(ViewUse use, FeatureView view, SourceEvents source, String state) implements UsedView {
    static FreshView of(SparkSession spark, Project project, ViewUse use, FeatureView view) {
        SourceEvents source = SourceEvents.of(spark, project, view);
        String state = ViewComputation.of(spark, project, view)
                .inputVersions()
                .getOrDefault(source.source().name(), "");
        return new FreshView(use, view, source, state);
    }

    static boolean isPossible(FeatureView view) {
        return view.aggregates().isPresent();
    }

    /** The events of the longest window before the first label, up to the last. */
    @Override
    public ViewRows rows(SparkSession spark, LakeLayout lake, SpineRange range) {
        if (range.isEmpty()) {
            TimeRange any = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
            return ViewRows.ofEvents(view, source.in(any).where(lit(false)), use);
        }
        Duration longest = view.aggregates().orElseThrow().longest().duration();
        Instant first = range.first().minus(longest);
        Dataset<Row> events = source.in(new TimeRange(first, range.last().plusNanos(1_000)));
        return ViewRows.ofEvents(view, events, use);
    }

    @Override
    public TrainingPlan.ViewRead read(SparkSession spark, LakeLayout lake, ViewRows rows) {
        PhysicalPlan wanted = PhysicalPlan.of(rows.rows());
        return read(wanted, wanted.partitions(), null);
    }
}
