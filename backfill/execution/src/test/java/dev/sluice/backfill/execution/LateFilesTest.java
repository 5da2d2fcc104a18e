package dev.sluice.backfill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.RunProgress;
import dev.sluice.expectation.Suite;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.time.TimeSpan;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come late, change or go, and the days that they make stale. */
class LateFilesTest {
    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    private static FeatureView lookback() {
        return Flights.daily(
                        "counts",
                        Flights.AIRPORT,
                        "SELECT origin AS airport, count(*) AS n FROM flights GROUP BY origin")
                .build(List.of(Feature.of("n", Scalar.LONG)));
    }

    private static FeatureView windows() {
        FeatureView view = lookback();
        Aggregation delays = new Aggregation(
                "delay",
                "delay",
                Scalar.LONG,
                List.of(AggregateFunction.parse("count")),
                List.of(TimeSpan.parse("7d")));
        Transform.Aggregates aggregates = new Transform.Aggregates(Map.of("airport", "origin"), List.of(delays));
        Computation computation = new Computation(
                List.of(new SourceUse("flights", TimeSpan.ZERO)),
                aggregates,
                view.computation().schedule());
        return new FeatureView(
                view.id(),
                view.entity(),
                computation,
                List.of(Feature.of("delay_count_7d", Scalar.LONG)),
                view.lifetime(),
                Placement.ONLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }

    private void file(String... flights) {
        spark.createDataset(List.of(flights), Encoders.STRING())
                .selectExpr(
                        "CAST(split(value, ',')[0] AS timestamp) AS date",
                        "split(value, ',')[1] AS origin",
                        "CAST(split(value, ',')[2] AS bigint) AS delay")
                .coalesce(1)
                .write()
                .mode(SaveMode.Append)
                .option("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .parquet(folder.resolve("data/flights.parquet").toString());
    }

    private BackfillPlan plan(FeatureView view) {
        TimeRange range = new TimeRange(Partition.parseInstant("2001-03-04"), Partition.parseInstant("2001-03-14"));
        return BackfillPlanner.of(project(view), registry)
                .withInputs(LakeInputs.of(spark, project(view), registry))
                .plan(List.of(view), range);
    }

    private Project project(FeatureView view) {
        return Flights.project(folder, view);
    }

    private void run(FeatureView view) {
        assertThat(BackfillRun.of(spark, project(view), registry, ExecutionOptions.DEFAULTS)
                        .execute(plan(view), RunProgress.SILENT)
                        .complete())
                .isTrue();
        assertThat(plan(view).isEmpty()).isTrue();
    }

    private static List<String> days(BackfillPlan plan) {
        return plan.partitions().stream()
                .map(PlannedPartition::partition)
                .map(Partition::toString)
                .toList();
    }

    @Test
    void aLateFileMakesExactlyTheDaysStaleWhoseLookbackReachesIt() {
        file("2001-03-04T08:00:00Z,ORD,1", "2001-03-13T08:00:00Z,ORD,1");
        run(lookback());
        file("2001-03-05T23:59:59.999999Z,ATL,1");

        BackfillPlan plan = plan(lookback());
        assertThat(days(plan)).hasSize(8).startsWith("2001-03-05").endsWith("2001-03-12");
        assertThat(plan.partitions())
                .extracting(planned -> planned.reason() + ": " + planned.detail())
                .allMatch(why ->
                        why.matches("an input changed: flights: data/flights.parquet/part-[^ ]*\\.parquet is new"));
        run(lookback());
    }

    @Test
    void aLateFileMakesExactlyTheDaysStaleWhoseWindowsReachIt() {
        file("2001-03-04T08:00:00Z,ORD,1", "2001-03-13T08:00:00Z,ORD,1");
        run(windows());
        file("2001-03-05T00:00:00Z,ATL,1");
        assertThat(days(plan(windows()))).hasSize(7).startsWith("2001-03-05").endsWith("2001-03-11");
        run(windows());
    }

    @Test
    void aFileThatIsGoneMakesItsDaysStale() throws IOException {
        file("2001-03-12T08:00:00Z,ORD,1");
        Path first = files().get(0);
        file("2001-03-04T08:00:00Z,ORD,1");
        run(lookback());
        Files.delete(first);
        assertThat(days(plan(lookback()))).containsExactly("2001-03-12", "2001-03-13");
        assertThat(plan(lookback()).partitions().get(0).detail()).endsWith(".parquet is gone");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("data/flights.parquet"))) {
            return all.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}
