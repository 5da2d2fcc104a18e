package dev.sluice.backfill.crash;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.RunProgress;
import dev.sluice.backfill.execution.BackfillRun;
import dev.sluice.expectation.Suite;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.WindowFeature;
import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeRange;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** A project whose day was promoted by older definitions of its two views. */
record CrashProject(SparkSession spark, Path folder) {
    static final List<FeatureView> VIEWS = List.of(delays("min"), windows("delay + 100"));
    private static final List<FeatureView> FORMER = List.of(delays("max"), windows("delay"));

    /** What is there before the run that is disturbed. */
    void prepare() {
        spark.createDataset(
                        List.of("2001-03-01,ORD,5", "2001-03-01,ORD,7", "2001-03-01,ATL,1", "2001-03-02,ORD,9"),
                        Encoders.STRING())
                .coalesce(1)
                .selectExpr(
                        "CAST(split(value, ',')[0] AS timestamp) AS date",
                        "split(value, ',')[1] AS origin",
                        "CAST(split(value, ',')[2] AS long) AS delay")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
        try (Registry registry = registry()) {
            execute(FORMER, registry, "2001-03-02");
        }
    }

    /** The run that is disturbed, and that mends what was disturbed. */
    BackfillResult run(Registry registry) {
        return execute(VIEWS, registry, "2001-03-02");
    }

    /** What is still to do. */
    BackfillPlan plan(Registry registry) {
        return plan(VIEWS, registry, "2001-03-02");
    }

    Registry registry() {
        return Registries.open(project(VIEWS));
    }

    private BackfillResult execute(List<FeatureView> views, Registry registry, String until) {
        return BackfillRun.of(spark, project(views), registry, new ExecutionOptions(1))
                .execute(plan(views, registry, until), RunProgress.SILENT);
    }

    private BackfillPlan plan(List<FeatureView> views, Registry registry, String until) {
        TimeRange range = new TimeRange(Partition.parseInstant("2001-03-01"), Partition.parseInstant(until));
        return BackfillPlanner.of(project(views), registry).plan(views, range);
    }

    private Project project(List<FeatureView> views) {
        return Flights.project(folder, views.toArray(FeatureView[]::new));
    }

    private static FeatureView delays(String function) {
        return Flights.daily(
                        "delays",
                        Flights.AIRPORT,
                        "SELECT origin AS airport, " + function
                                + "(delay) AS delay FROM flights WHERE date >= :start GROUP BY origin")
                .withExpectations(Flights.expectation(
                        "expect_column_values_to_be_between", Map.of("column", "delay", "max_value", 1000)))
                .build(List.of(Feature.of("delay", Scalar.LONG)));
    }

    private static FeatureView windows(String of) {
        Transform.Aggregates aggregates = new Transform.Aggregates(
                Map.of("airport", "origin"),
                List.of(new Aggregation(
                        of,
                        "delay",
                        Scalar.LONG,
                        List.of(AggregateFunction.parse("count"), AggregateFunction.parse("sum")),
                        List.of(TimeSpan.parse("1d"), TimeSpan.parse("2d")))));
        return new FeatureView(
                new ViewId("windows", 1),
                Flights.AIRPORT,
                new Computation(
                        List.of(new SourceUse("flights", aggregates.longest())), aggregates, Schedule.parse("daily")),
                aggregates.features().stream().map(WindowFeature::feature).toList(),
                Lifetime.UNLIMITED,
                Placement.ONLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }
}
