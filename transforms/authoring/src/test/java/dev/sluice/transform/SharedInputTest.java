package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that look back, computed from input that is read once. */
class SharedInputTest {
    private static final List<Partition> DAYS = Partition.within(
            Granularity.DAY,
            new TimeRange(Instant.parse("2001-03-01T00:00:00Z"), Instant.parse("2001-03-06T00:00:00Z")));

    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void session() {
        spark = LocalSpark.session();
    }

    private static FeatureView view(String sql) {
        return Flights.daily("v", Flights.AIRPORT, sql).build(List.of(Feature.of("n", Scalar.LONG)));
    }

    /** A flight every seven hours from 20 February on, some at the very edges of days; with columns that nobody needs. */
    private Project project(FeatureView view) {
        spark.range(60)
                .selectExpr(
                        "timestamp_micros(982627200000000 + id * 7 * 3600 * 1000000) AS date",
                        "CASE WHEN id % 3 = 0 THEN 'ORD' ELSE 'ATL' END AS origin",
                        "CASE WHEN id % 2 = 0 THEN 'ORD' ELSE 'DFW' END AS destination",
                        "id AS delay",
                        "repeat('x', 100) AS words",
                        "id * 2 AS `odd name`")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
        return Flights.project(folder, view);
    }

    private static List<String> rows(PartitionComputation computation, Partition day) {
        return computation.rows(day).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private void sameAsAlone(String sql) {
        FeatureView view = view(sql);
        Project project = project(view);
        PartitionComputation alone = ViewComputation.of(spark, project, view);
        PartitionComputation together = ViewComputation.of(spark, project, view);
        together.prepare(DAYS);
        try {
            assertThat(DAYS).allSatisfy(day -> {
                assertThat(rows(together, day)).isEqualTo(rows(alone, day)).isNotEmpty();
            });
        } finally {
            together.release();
        }
    }

    @Test
    void everyPartitionHasTheRowsThatItHasAlone() {
        sameAsAlone("SELECT origin AS airport, count(*) AS n FROM flights GROUP BY origin");
        sameAsAlone("SELECT origin AS airport, sum(`Odd Name`) AS n FROM flights WHERE delay > 3 GROUP BY origin");
        sameAsAlone("SELECT airport, count(*) AS n FROM (SELECT origin AS airport FROM flights UNION ALL "
                + "SELECT destination FROM flights) GROUP BY airport");
        sameAsAlone("SELECT a.origin AS airport, count(*) AS n FROM flights a JOIN flights b "
                + "ON a.origin = b.destination AND a.date < b.date GROUP BY a.origin");
        sameAsAlone("WITH f AS (SELECT * FROM flights) SELECT origin AS airport, "
                + "max(delay) - (SELECT min(delay) FROM flights) AS n FROM f GROUP BY origin");
        sameAsAlone("SELECT origin AS airport, count(*) AS n FROM flights "
                + "WHERE destination IN (SELECT destination FROM flights WHERE delay % 5 = 0) GROUP BY origin");
    }

    @Test
    void theSourceIsReadOnceForAllOfThem() throws IOException {
        FeatureView view = view("SELECT origin AS airport, count(*) AS n FROM flights GROUP BY origin");
        Project project = project(view);
        PartitionComputation together = ViewComputation.of(spark, project, view);
        int keptByOthers = spark.sparkContext().getPersistentRDDs().size();
        together.prepare(DAYS);
        List<String> first = rows(together, DAYS.get(0));
        try (var files = Files.newDirectoryStream(folder.resolve("data/flights.parquet"), "part-*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        assertThat(first).isNotEmpty();
        assertThat(DAYS.subList(1, 5))
                .allSatisfy(day -> assertThat(rows(together, day)).isNotEmpty());
        assertThat(spark.sparkContext().getPersistentRDDs().size()).isGreaterThan(keptByOthers);
        together.release();
        assertThat(spark.sparkContext().getPersistentRDDs().size()).isEqualTo(keptByOthers);
    }

    @Test
    void onlyTheColumnsThatAQueryUsesAreKept() {
        FeatureView view = view("SELECT origin AS airport, count(*) AS n FROM flights GROUP BY origin");
        Project project = project(view);
        SparkSession own = TransformSession.of(spark);
        var rows = SourceReader.of(own, project).read(project.source("flights"));
        TransformContext context = new TransformContext(own, DAYS.get(0), Map.of("flights", rows));
        SqlTransform query = new SqlTransform(
                (dev.sluice.feature.Transform.Sql) view.computation().transform());
        UsedColumns used = UsedColumns.of(query, context).orElseThrow();
        assertThat(used.of(project.source("flights"), rows).columns()).containsExactly("date", "origin");
    }
}
