package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureValues;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewUse;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.lakehouse.Promotion;
import dev.sluice.lakehouse.TiledComputation;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeSpan;
import dev.sluice.transform.LocalSpark;
import dev.sluice.transform.PartitionComputation;
import dev.sluice.transform.WindowFrames;
import dev.sluice.type.ValueType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Served values of declared aggregations are those of the last partition, fresh ones those of the label's own time (W6). */
class FreshValuesTest {
    private static final FeatureView VIEW = WindowFrames.view(new Transform.Aggregates(
            Map.of(),
            List.of(new Aggregation(
                    "real",
                    "x",
                    ValueType.Scalar.DOUBLE,
                    Stream.of("count", "sum").map(AggregateFunction::parse).toList(),
                    List.of(TimeSpan.parse("1d"))))));
    private static final SparkSession SPARK = LocalSpark.session();

    private static final String[] EVENTS = {"2001-03-05T10:00:00Z", "2001-03-05T23:00:00Z", "2001-03-06T05:00:00Z"};

    /** Two promoted days, that tests only read. */
    @TempDir
    private static Path shared;

    @TempDir
    private Path own;

    @BeforeAll
    static void twoPromotedDays() {
        write(shared, EVENTS);
        promote(shared, "2001-03-05", 1);
        promote(shared, "2001-03-06", 1);
    }

    @Test
    void theServedValueIsThatOfTheLastPartitionAndTheFreshOneEndsAtTheLabel() {
        assertThat(rows(shared, TrainingOptions.DEFAULTS))
                .containsExactly(
                        "2001-03-05T23:00:00Z 0 null", "2001-03-06T10:00:00Z 2 3.0", "2001-03-07T04:00:00Z 1 4.0");
        assertThat(rows(shared, TrainingOptions.DEFAULTS.withFreshValues()))
                .containsExactly(
                        "2001-03-05T23:00:00Z 1 1.0", "2001-03-06T10:00:00Z 3 7.0", "2001-03-07T04:00:00Z 1 4.0");
    }

    @Test
    void aServiceMayAskForFreshValuesAndAnOptionForOthers() {
        Project asking = asking(project(shared), FeatureValues.FRESH);
        TrainingSetBuilder builder =
                TrainingSetBuilder.of(SPARK, asking, "model").withSpine(labels(), "t");
        assertThat(builder.rows().collectAsList())
                .isEqualTo(builder(shared)
                        .withOptions(TrainingOptions.DEFAULTS.withFreshValues())
                        .rows()
                        .collectAsList());
        assertThat(builder.withOptions(TrainingOptions.DEFAULTS.withServedValues())
                        .rows()
                        .collectAsList())
                .isEqualTo(builder(shared).rows().collectAsList());
        assertThat(builder.build(own.resolve("fresh")).manifest()).contains("\"values\" : \"fresh\"");
    }

    @Test
    void theManifestSaysWhichValuesItShowsAndPinsWhatTheyComeFrom() {
        String served = builder(shared).build(own.resolve("served")).manifest();
        assertThat(served).contains("\"values\" : \"served\"").doesNotContain("\"fresh\"", "\"sources\"");
        TrainingSet fresh = builder(shared)
                .withOptions(TrainingOptions.DEFAULTS.withFreshValues())
                .build(own.resolve("fresh"));
        assertThat(fresh.manifest())
                .contains(
                        "\"values\" : \"fresh\"",
                        "\"tables\" : [ ]",
                        "\"source\" : \"events\"",
                        "\"state\" : \"1 files, ");
    }

    @Test
    void freshValuesAreRebuiltWhileTheirSourceIsAsItWas() {
        write(own, EVENTS);
        TrainingSet fresh = builder(own)
                .withOptions(TrainingOptions.DEFAULTS.withFreshValues())
                .build(own.resolve("fresh"));
        TrainingSetRebuild rebuild =
                TrainingSetRebuild.of(SPARK, project(own), own.resolve("fresh")).withSpine(labels());
        assertThat(rebuild.build(own.resolve("again")).id()).isEqualTo(fresh.id());

        write(own, "2001-03-05T10:00:00Z");
        assertThatThrownBy(() -> rebuild.build(own.resolve("changed")))
                .hasMessageStartingWith("Cannot rebuild training set " + fresh.id()
                        + ": the source events of windows@1 has changed. Its state was '1 files, ")
                .hasMessageEndingWith("'. Restore its files, or build a new training set.");
    }

    @Test
    void whatIsAppendedToAFreshSetIsFreshToo() {
        TrainingOptions fresh = TrainingOptions.DEFAULTS.withFreshValues();
        TrainingSetBuilder builder = TrainingSetBuilder.of(SPARK, project(shared), "model");
        builder.withSpine(labels().limit(2), "t").withOptions(fresh).build(own.resolve("fresh"));
        assertThat(builder.withSpine(labels(), "t").append(own.resolve("fresh")).added())
                .isEqualTo(1);
        assertThat(SPARK.read()
                        .parquet(own.resolve("fresh/data").toString())
                        .orderBy("t")
                        .collectAsList())
                .isEqualTo(builder.withSpine(labels(), "t")
                        .withOptions(fresh)
                        .rows()
                        .collectAsList());
    }

    @Test
    void theLeakReportCountsTheRowsInWhichOtherValuesWouldBeShown() {
        LeakReport report = builder(shared).leakReport();
        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.features())
                .containsExactly(
                        new LeakReport.FeatureDifference("x_count_1d", 2, 2L),
                        new LeakReport.FeatureDifference("x_sum_1d", 2, 2L));
    }

    @Test
    void aLateEventChangesTheWindowsThatHoldItWhenTheirPartitionsRunAgain() {
        write(own, EVENTS);
        promote(own, "2001-03-05", 1);
        promote(own, "2001-03-06", 1);
        write(own, EVENTS[0], EVENTS[1], EVENTS[2], "2001-03-05T11:00:00Z");
        assertThat(rows(own, TrainingOptions.DEFAULTS)).contains("2001-03-06T10:00:00Z 2 3.0");
        promote(own, "2001-03-05", 2);
        promote(own, "2001-03-06", 2);
        assertThat(rows(own, TrainingOptions.DEFAULTS))
                .containsExactly(
                        "2001-03-05T23:00:00Z 0 null", "2001-03-06T10:00:00Z 3 11.0", "2001-03-07T04:00:00Z 1 4.0");
    }

    private static List<String> rows(Path folder, TrainingOptions options) {
        return builder(folder).withOptions(options).rows().collectAsList().stream()
                .map(row -> row.getInstant(1) + " " + row.get(2) + " " + row.get(3))
                .toList();
    }

    private static TrainingSetBuilder builder(Path folder) {
        return TrainingSetBuilder.of(SPARK, project(folder), "model").withSpine(labels(), "t");
    }

    private static Dataset<Row> labels() {
        List<Row> rows = Stream.of("2001-03-05T23:00:00Z", "2001-03-06T10:00:00Z", "2001-03-07T04:00:00Z")
                .map(time -> RowFactory.create(7L, Instant.parse(time)))
                .toList();
        return SPARK.createDataFrame(rows, StructType.fromDDL("history LONG, t TIMESTAMP"));
    }

    private static Project project(Path folder) {
        return asking(WindowFrames.project(folder, VIEW), FeatureValues.SERVED);
    }

    private static Project asking(Project project, FeatureValues values) {
        ViewUse use = new ViewUse("windows", null, null, List.of(), Map.of());
        return project.withServices(List.of(new FeatureService("model", 1, List.of(use), values, Metadata.NONE)));
    }

    private static void promote(Path folder, String day, int attempt) {
        Partition partition = Partition.parse(Granularity.DAY, day);
        PartitionComputation computation = TiledComputation.of(SPARK, project(folder), VIEW);
        computation.prepare(List.of(partition));
        FeatureTable table = FeatureTable.of(SPARK, LakeLayout.of(folder, "lake"), VIEW);
        table.promote(
                table.stage(computation.rows(partition), partition, day + "-" + attempt),
                new Promotion(attempt, Instant.parse("2001-04-01T00:00:00Z").plusSeconds(attempt), "test"));
    }

    /** Events of one key worth 1, 2, 4, ... */
    private static void write(Path folder, String... times) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            rows.add(RowFactory.create(7L, Instant.parse(times[i]), (double) (1 << i)));
        }
        SPARK.createDataFrame(rows, StructType.fromDDL("history LONG, time TIMESTAMP, real DOUBLE"))
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("events").toString());
    }
}
