package dev.sluice.training;

import static dev.sluice.training.SmallLake.label;
import static dev.sluice.training.SmallLake.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingSetBuilderTest {
    private static final Dataset<Row> LABELS = labels(
            label("ORD", "ATL", "2001-03-07T10:00:00Z", true),
            label("ATL", "XXX", "2001-03-06T00:00:00Z", false),
            label("ORD", "ATL", "2001-03-05T23:59:59Z", true),
            label("ORD", "ATL", "2001-03-07T10:00:00Z", true));
    private static final String[] JOINED = {
        "[ORD,ATL,2001-03-07T10:00:00Z,true,3,0.75,2]",
        "[ATL,XXX,2001-03-06T00:00:00Z,false,2,0.5,null]",
        "[ORD,ATL,2001-03-05T23:59:59Z,true,null,null,null]",
        "[ORD,ATL,2001-03-07T10:00:00Z,true,3,0.75,2]"
    };

    @TempDir
    private Path folder;

    private SmallLake lake;

    @BeforeEach
    void twoPromotedDays() {
        lake = new SmallLake(folder);
        lake.promote("2001-03-05", 1, "ORD", 1, "ATL", 2);
        lake.promote("2001-03-06", 2, "ORD", 3);
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    private TrainingSetBuilder builder() {
        return lake.builder().withSpine(LABELS, "t");
    }

    private static List<String> shown(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }

    private static JsonNode manifest(TrainingSet set) throws IOException {
        return new ObjectMapper().readTree(Files.readString(set.folder().resolve("manifest.json")));
    }

    @Test
    void aSplitIsAColumnAndItsPartsAreDescribedInTheManifest() throws IOException {
        TimeSplit split = new TimeSplit(List.of(Instant.parse("2001-03-07T00:00:00Z")), Duration.ZERO);
        TrainingSet set =
                builder().withOptions(TrainingOptions.DEFAULTS.dividedBy(split)).build(out("ts"));

        JsonNode parts = manifest(set).at("/result/splits");
        assertThat(parts).hasSize(2);
        assertThat(parts.at("/1").toString())
                .startsWith("{\"name\":\"train\",\"rows\":2,\"nulls\":{\"origin\":0,")
                .contains("\"means\":{\"late\":0.5,\"origin__departures_1d\":2.0,");
        assertThat(manifest(set).at("/spine/split/kind").asText()).isEqualTo("time");
        assertThat(set.id()).isNotEqualTo(builder().build(out("whole")).id());
    }

    @Test
    void thePlanSaysWhatIsReadAndDoneAndReadsNoTable() {
        lake.promote("2001-01-01", 3, "ORD", 9);
        TrainingPlan plan = builder().plan();

        assertThat(plan.first()).isEqualTo(Instant.parse("2001-03-05T23:59:59Z"));
        assertThat(plan.last()).isEqualTo(Instant.parse("2001-03-07T10:00:00Z"));
        assertThat(plan.reads())
                .extracting(
                        TrainingPlan.ViewRead::use,
                        TrainingPlan.ViewRead::partitions,
                        TrainingPlan.ViewRead::allPartitions,
                        TrainingPlan.ViewRead::files)
                .containsExactly(tuple("origin", 2, 3, 2L), tuple("destination", 2, 3, 2L));
        assertThat(plan.reads()).allMatch(read -> read.bytes() > 0);
        assertThat(plan.exchanges()).isEqualTo(3);
        assertThat(plan.sorts()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = TableFormat.class,
            names = {"PARQUET", "DELTA"})
    void theRowsAreWrittenInTheFormatAskedFor(TableFormat format) {
        TrainingSet set = builder()
                .withOptions(TrainingOptions.DEFAULTS.withFormat(format))
                .build(out("ts"));

        assertThat(shown(SmallLake.SPARK
                        .read()
                        .format(format.toString())
                        .load(set.folder().resolve("data").toString())))
                .containsExactlyInAnyOrder(JOINED);
        assertThat(set.rows()).isEqualTo(4);
    }

    @Test
    void rowsCanBeHadWithoutWritingThem() {
        assertThat(shown(builder().rows())).containsExactly(JOINED);
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("lake"));
    }

    @Test
    void theManifestPinsEveryInput() throws IOException {
        JsonNode manifest = manifest(builder().build(out("ts")));

        assertThat(manifest.fieldNames())
                .toIterable()
                .containsExactly(
                        "manifest_version", "id", "created", "service", "definitions", "tables", "spine", "result");
        assertThat(manifest.at("/service").toString()).isEqualTo("{\"name\":\"delay_model\",\"version\":1}");
        assertThat(manifest.at("/definitions").fieldNames())
                .toIterable()
                .containsExactly("feature_service delay_model@1", "feature_view airport_delays@1");
        assertThat(manifest.at("/tables")).hasSize(1);
        assertThat(manifest.at("/tables/0/view").asText()).isEqualTo("airport_delays@1");
        assertThat(manifest.at("/tables/0/version").asLong())
                .isEqualTo(dev.sluice.lakehouse.FeatureTable.of(
                                SmallLake.SPARK, dev.sluice.layout.LakeLayout.of(folder, "lake"), SmallLake.VIEW)
                        .version()
                        .getAsLong());
        assertThat(manifest.at("/spine").fieldNames())
                .toIterable()
                .containsExactly("as_known", "content_hash", "full_names", "kind", "rows", "source", "time");
        assertThat(manifest.at("/result/rows").asLong()).isEqualTo(4);
        assertThat(manifest.at("/result/columns/4").toString())
                .isEqualTo("{\"name\":\"origin__departures_1d\",\"type\":\"bigint\",\"nulls\":1}");
    }

    @Test
    void theSameInputsGiveTheSameIdAndContentInEveryProcessAndPartitioning() throws IOException {
        TrainingSet first = builder().build(out("first"));
        TrainingSet second =
                lake.builder().withSpine(LABELS.repartition(3), "t").build(out("second"));

        assertThat(first.id()).isEqualTo("c3617e96db17");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(manifest(second).at("/result")).isEqualTo(manifest(first).at("/result"));
    }

    @Test
    void otherTablesLabelsAndOptionsGiveAnotherId() {
        String id = builder().build(out("first")).id();

        assertThat(lake.builder()
                        .withSpine(LABELS.limit(3), "t")
                        .build(out("fewer"))
                        .id())
                .isNotEqualTo(id);
        assertThat(builder()
                        .withOptions(TrainingOptions.DEFAULTS.knowingOnlyWhatWasKnown())
                        .build(out("known"))
                        .id())
                .isNotEqualTo(id);
        lake.promote("2001-03-04", 3, "ORD", 9);
        assertThat(builder().build(out("later")).id()).isNotEqualTo(id);
    }

    @Test
    void asKnownSeesNothingThatWasWrittenLater() {
        assertThat(shown(builder()
                        .withOptions(TrainingOptions.DEFAULTS.knowingOnlyWhatWasKnown())
                        .rows()
                        .select("origin__departures_1d")))
                .containsOnly("[null]");
    }

    @Test
    void aFolderThatHoldsSomethingIsNotTouched() throws IOException {
        TrainingSet first = builder().build(out("ts"));
        String before = first.manifest();

        assertProblem(
                () -> builder().build(out("ts")),
                "Cannot write a training set to " + out("ts") + ": it holds one already. Name another folder, or"
                        + " replace it with --overwrite.");
        assertThat(Files.readString(out("ts").resolve("manifest.json"))).isEqualTo(before);

        Files.createDirectories(out("notes"));
        Files.writeString(out("notes").resolve("mine.txt"), "mine");
        assertProblem(
                () -> builder()
                        .withOptions(TrainingOptions.DEFAULTS.replacingFormer())
                        .build(out("notes")),
                "Cannot write a training set to " + out("notes") + ": it holds something else. Name another folder.");
        assertThat(out("notes").resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void aFormerTrainingSetIsReplacedWhenAskedFor() throws IOException {
        builder().build(out("ts"));

        TrainingSet second = lake.builder()
                .withSpine(LABELS.limit(1), "t")
                .withOptions(TrainingOptions.DEFAULTS.replacingFormer())
                .build(out("ts"));

        assertThat(manifest(second).at("/result/rows").asInt()).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aBuildThatFailsLeavesTheFormerSetAndNoFiles() throws IOException {
        String before = builder().build(out("ts")).manifest();
        Dataset<Row> failing = LABELS.selectExpr("origin", "destination", "t", "raise_error('no label') AS late");

        assertThatThrownBy(() -> lake.builder()
                        .withSpine(failing, "t")
                        .withOptions(TrainingOptions.DEFAULTS.replacingFormer())
                        .build(out("ts")))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("Cannot build a training set of delay_model")
                .hasMessageContaining("no label");

        assertThat(Files.readString(out("ts").resolve("manifest.json"))).isEqualTo(before);
        assertThat(leftovers()).isEmpty();
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void aViewWithoutPromotedRowsSaysWhatToRun() {
        SmallLake empty = new SmallLake(folder.resolve("empty"));

        assertProblem(
                () -> empty.builder().withSpine(LABELS, "t").build(out("ts")),
                "Cannot build a training set: airport_delays@1 has no promoted partition. Run `sluice backfill"
                        + " airport_delays --from A --to B` first.");
        assertThat(out("ts")).doesNotExist();
    }

    @Test
    void labelsWithoutAnyTimeGetNulls() {
        Dataset<Row> timeless = LABELS.selectExpr("origin", "destination", "CAST(NULL AS TIMESTAMP) AS t", "late");

        assertThat(shown(lake.builder().withSpine(timeless, "t").rows().select("origin__departures_1d")))
                .containsExactly("[null]", "[null]", "[null]", "[null]");
    }

    private static void assertProblem(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SluiceException.class).hasMessage(message);
    }
}
