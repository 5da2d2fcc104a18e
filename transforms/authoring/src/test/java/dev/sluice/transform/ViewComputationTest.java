package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.Transform;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewComputationTest {
    private static final Partition DAY = Partition.parse(Granularity.DAY, "2001-03-05");
    private static final String COUNT = "SELECT origin AS airport, count(*) AS n FROM flights GROUP BY origin";

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    @Test
    void aSourceIsCutToTheMicrosecond() {
        write(
                "timestamp'2001-02-25T23:59:59.999999Z'",
                "timestamp'2001-02-26T00:00:00Z'",
                "timestamp'2001-03-05T23:59:59.999999Z'",
                "timestamp'2001-03-06T00:00:00Z'");
        assertThat(rows(view(COUNT, Scalar.LONG))).containsExactly("[ORD,2,2001-03-06T00:00:00Z]");
    }

    @Test
    void aQueryIsHeldAgainstTheColumnsOfItsSourcesBeforeAnythingRuns() {
        write("timestamp'2001-03-05T00:00:00Z'");
        assertThat(computation(view(COUNT, Scalar.LONG)).analyse()).isEmpty();
        assertThatThrownBy(() -> computation(view(COUNT.replace("count(*)", "sum(\ndealy)"), Scalar.LONG))
                        .analyse())
                .hasMessageStartingWith("views/v.sql:2: Invalid query: A column or function parameter with name"
                        + " `dealy` cannot be resolved.");
        assertThatThrownBy(() -> computation(view(COUNT, Scalar.STRING)).analyse())
                .hasMessage("views/v.sql: the column 'n' is long in the transform and string in v@1."
                        + " Cast it, or declare long.");
    }

    @Test
    void aQueryWhoseSourceIsNotThereYetIsNotRefused() {
        assertThat(computation(view(COUNT, Scalar.LONG)).analyse())
                .hasValueSatisfying(why -> assertThat(why).startsWith("Cannot read source flights (parquet, "));
    }

    @Test
    void aTimestampWithoutAZoneIsUtcWhateverTheHostSays() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        try {
            write("timestamp_ntz'2001-03-05T00:00:00'", "timestamp_ntz'2001-03-05T23:59:59'");
            assertThat(rows(view(
                            "SELECT origin AS airport, count_if(date >= :start AND hour(date) IN (0, 23)) AS n FROM flights GROUP BY 1",
                            Scalar.LONG)))
                    .containsExactly("[ORD,2,2001-03-06T00:00:00Z]");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theCallersSettingsAndViewsChangeNothingAndStay() {
        write("timestamp'2001-03-05T01:00:00Z'");
        SparkSession caller = spark.newSession();
        caller.conf().set("spark.sql.session.timeZone", "America/New_York");
        caller.conf().set("spark.sql.ansi.enabled", "true");
        caller.sql("SELECT 7 AS x").createOrReplaceTempView("flights");
        FeatureView view = view(
                "SELECT origin AS airport, CAST(hour(date) + 1 / 0 IS NULL AS STRING) AS n FROM flights",
                Scalar.STRING);
        assertThat(ViewComputation.of(caller, project(view), view)
                        .rows(DAY)
                        .select("n")
                        .first()
                        .getString(0))
                .isEqualTo("true");
        assertThat(caller.table("flights").first().getInt(0)).isEqualTo(7);
        assertThat(caller.conf().get("spark.sql.session.timeZone")).isEqualTo("America/New_York");
    }

    @Test
    void aCsvWithTimesAsTextIsReadAndABadOneIsNamed() throws Exception {
        Files.writeString(
                folder.resolve("flights.csv"),
                "date,origin\n2001-03-05T01:00:00Z,ORD\n2001-03-05T23:00:00-05:00,ORD\n");
        FeatureView view = view(COUNT, Scalar.LONG);
        Source csv = new Source(
                "flights",
                SourceFormat.CSV,
                "flights.csv",
                "date",
                Map.of("inferSchema", "false"),
                List.of(),
                Metadata.NONE);
        assertThat(ViewComputation.of(spark, project(view, csv), view)
                        .rows(DAY)
                        .first()
                        .getLong(1))
                .isEqualTo(1);

        Files.writeString(folder.resolve("flights.csv"), "date,origin\nyesterday,ORD\n");
        Dataset<Row> rows = ViewComputation.of(spark, project(view, csv), view).rows(DAY);
        assertThatThrownBy(rows::collectAsList)
                .satisfies(e -> assertThat(SparkFailure.explain(e, "Cannot run it"))
                        .hasMessage("Cannot run it: Cannot read source flights: its event_time date is not a timestamp:"
                                + " 'yesterday'. Write it as 2001-03-05T13:45:00Z."));
    }

    @Test
    void aMissingFileAndAMissingColumnAreNamed() {
        FeatureView view = view(COUNT, Scalar.LONG);
        assertThatThrownBy(() -> ViewComputation.of(spark, project(view), view).rows(DAY))
                .hasMessageStartingWith("Cannot read source flights (parquet, data/flights.parquet): ")
                .hasMessageContaining("data/flights.parquet")
                .hasMessageEndingWith("Check the path and the format in sources.yaml.");
        write("timestamp'2001-03-05T01:00:00Z'");
        Source mistyped = new Source(
                "flights", SourceFormat.PARQUET, "data/flights.parquet", "dat", Map.of(), List.of(), Metadata.NONE);
        assertThatThrownBy(() ->
                        ViewComputation.of(spark, project(view, mistyped), view).rows(DAY))
                .hasMessage("Cannot read source flights: it has no column 'dat', its event_time. Did you mean 'date'?");
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("data/flights.parquet"));
        Files.writeString(folder.resolve("data/flights.parquet/part-0.parquet"), "this is no parquet file at all");
        FeatureView view = view(COUNT, Scalar.LONG);
        assertThatThrownBy(() -> ViewComputation.of(spark, project(view), view).rows(DAY))
                .hasMessageContaining("Cannot read source flights")
                .hasMessageContaining("part-0.parquet");
    }

    @Test
    void aTypeThatDiffersIsNamedWithBoth() {
        write("timestamp'2001-03-05T01:00:00Z'");
        assertThatThrownBy(() ->
                        rows(view("SELECT origin AS airport, avg(1.5D) AS n FROM flights GROUP BY 1", Scalar.LONG)))
                .hasMessage("views/v.sql: the column 'n' is double in the transform and long in v@1."
                        + " Cast it, or declare double.");
    }

    @Test
    void anIntegerFitsALongAndADecimalAWiderOne() {
        write("timestamp'2001-03-05T01:00:00Z'");
        assertThat(rows(view("SELECT origin AS airport, 7 AS n FROM flights", Scalar.LONG)))
                .containsExactly("[ORD,7,2001-03-06T00:00:00Z]");
        assertThat(rows(view("SELECT origin AS airport, 1.5BD AS n FROM flights", new ValueType.Decimal(10, 2))))
                .containsExactly("[ORD,1.50,2001-03-06T00:00:00Z]");
    }

    @Test
    void aStarIsCheckedWhenItIsResolved() {
        write("timestamp'2001-03-05T01:00:00Z'");
        assertThatThrownBy(() -> rows(view("SELECT * FROM flights", Scalar.LONG)))
                .hasMessageContaining("the column 'date' is not declared in v@1.");
    }

    @Test
    void anUnknownColumnIsOneLine() {
        write("timestamp'2001-03-05T01:00:00Z'");
        assertThatThrownBy(() -> rows(view("SELECT orgin AS airport, 1 AS n FROM flights", Scalar.LONG)))
                .hasMessageStartingWith("views/v.sql:1: Invalid query: ")
                .hasMessageContaining("`orgin`")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aJavaClassComputesTheSame() {
        write("timestamp'2001-03-05T01:00:00Z'", "timestamp'2001-03-05T02:00:00Z'");
        FeatureView sql = view(COUNT, Scalar.LONG);
        FeatureView java = with(sql, new Transform.JavaClass(CountingTransform.class.getName()));
        assertThat(rows(java)).isEqualTo(rows(sql)).containsExactly("[ORD,2,2001-03-06T00:00:00Z]");
    }

    @Test
    void aClassThatCannotBeUsedIsNamed() {
        FeatureView view = view(COUNT, Scalar.LONG);
        assertThatThrownBy(() -> check(with(view, new Transform.JavaClass("com.example.Missing"))))
                .hasMessageStartingWith("Cannot use the transform class com.example.Missing: there is no such class.");
        assertThatThrownBy(() -> check(with(view, new Transform.JavaClass("java.lang.String"))))
                .hasMessageContaining("it does not implement dev.sluice.transform.FeatureTransform");
    }

    @Test
    void theStateOfTheInputsIsTold() {
        write("timestamp'2001-03-05T01:00:00Z'");
        FeatureView view = view(COUNT, Scalar.LONG);
        assertThat(ViewComputation.of(spark, project(view), view)
                        .inputVersions()
                        .get("flights"))
                .matches("\\d+ files, \\d+ bytes, newest 20.*");
    }

    private void check(FeatureView view) {
        ViewComputation.check(project(view), view);
    }

    private List<String> rows(FeatureView view) {
        return ViewComputation.of(spark, project(view), view).rows(DAY).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    private ViewComputation computation(FeatureView view) {
        return ViewComputation.of(spark, project(view), view);
    }

    private void write(String... times) {
        StringBuilder values = new StringBuilder();
        for (String time : times) {
            values.append(values.isEmpty() ? "" : ", ").append("(").append(time).append(", 'ORD')");
        }
        spark.sql("SELECT col1 AS date, col2 AS origin FROM VALUES " + values)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
    }

    private static FeatureView view(String sql, ValueType type) {
        return Flights.daily("v", Flights.AIRPORT, sql).build(List.of(Feature.of("n", type)));
    }

    private static FeatureView with(FeatureView view, Transform transform) {
        Computation computation = new Computation(
                view.computation().sources(), transform, view.computation().schedule());
        return new FeatureView(
                view.id(),
                view.entity(),
                computation,
                view.features(),
                view.lifetime(),
                Placement.ONLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }

    private Project project(FeatureView view) {
        return Flights.project(folder, view);
    }

    private Project project(FeatureView view, Source source) {
        Project project = project(view);
        return new Project(
                project.name(),
                folder,
                project.settings(),
                project.entities(),
                List.of(source),
                project.views(),
                List.of(),
                Map.of());
    }
}
