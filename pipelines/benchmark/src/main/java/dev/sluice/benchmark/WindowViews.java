package dev.sluice.benchmark;

import dev.sluice.expectation.Suite;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.feature.WindowFeature;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.transform.SourceEvents;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A workload's events as a view of count, sum and greatest amount over an hour, a day, a week and thirty days. */
final class WindowViews {
    private static final Entity ENTITY =
            new Entity("entity", List.of(new Column("entity", Scalar.LONG)), Metadata.NONE);

    private WindowViews() {}

    static FeatureView view() {
        Aggregation aggregation = new Aggregation(
                "amount",
                "amount",
                Scalar.LONG,
                Stream.of("count", "sum", "max").map(AggregateFunction::parse).toList(),
                Stream.of("1h", "1d", "7d", "30d").map(TimeSpan::parse).toList());
        Transform.Aggregates aggregates = new Transform.Aggregates(Map.of(), List.of(aggregation));
        return new FeatureView(
                new ViewId("windows", 1),
                ENTITY,
                new Computation(
                        List.of(new SourceUse("events", aggregates.longest())), aggregates, Schedule.parse("daily")),
                aggregates.features().stream().map(WindowFeature::feature).toList(),
                Lifetime.UNLIMITED,
                Placement.OFFLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }

    static ViewRows rows(SparkSession spark, Workload workload) {
        Dataset<Row> events = spark.read()
                .parquet(workload.events())
                .selectExpr(
                        "entity", "named_struct('event_time', event_time, 'value_0', amount) AS " + SourceEvents.EVENT);
        return ViewRows.ofEvents(view(), events, new ViewUse("windows", null, null, List.of(), Map.of()));
    }
}
