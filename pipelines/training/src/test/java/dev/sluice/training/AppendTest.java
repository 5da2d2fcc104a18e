package dev.sluice.training;

import static dev.sluice.training.SmallLake.label;
import static dev.sluice.training.SmallLake.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels that are added to a training set as they come. */
class AppendTest {
    private static final Dataset<Row> FIRST = labels(
            label("ORD", "ATL", "2001-03-06T10:00:00Z", true), label("ATL", "ORD", "2001-03-06T12:00:00Z", false));

    /** Those of before, one that comes late, one at the last moment, and two new ones. */
    private static final Dataset<Row> MORE = FIRST.union(labels(
            label("ORD", "ATL", "2001-03-06T11:00:00Z", true),
            label("ORD", "ORD", "2001-03-06T12:00:00Z", true),
            label("ORD", "ATL", "2001-03-06T12:00:00.000001Z", true),
            label("ATL", "ORD", "2001-03-07T10:00:00Z", false)));

    private static final String[] ALL = {
        "[ATL,ORD,2001-03-06T12:00:00Z,false,2,0.5,1]",
        "[ATL,ORD,2001-03-07T10:00:00Z,false,2,0.5,30]",
        "[ORD,ATL,2001-03-06T10:00:00Z,true,1,0.25,2]",
        "[ORD,ATL,2001-03-06T12:00:00.000001Z,true,10,2.5,2]"
    };

    @TempDir
    private Path folder;

    private SmallLake lake;

    @BeforeEach
    void aPromotedDay() {
        lake = new SmallLake(folder);
        lake.promote("2001-03-05", 1, "ORD", 1, "ATL", 2);
    }

    private Path set() {
        return folder.resolve("set");
    }

    private void built(TrainingOptions options) {
        lake.builder().withSpine(FIRST, "t").withOptions(options).build(set());
    }

    /** The first day is promoted again with other values, and the next one. */
    private void tablesMoveOn() {
        lake.promote("2001-03-05", 2, "ORD", 10, "ATL", 2);
        lake.promote("2001-03-06", 3, "ORD", 30);
    }

    private TrainingSetAppend append(Dataset<Row> labels) {
        return lake.builder().withSpine(labels, "t").append(set());
    }

    private List<String> rows(TableFormat format) {
        return SmallLake.SPARK
                .read()
                .format(format.toString())
                .load(set().resolve("data").toString())
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private JsonNode manifest() throws IOException {
        return new ObjectMapper().readTree(set().resolve("manifest.json").toFile());
    }

    @ParameterizedTest
    @EnumSource(
            value = TableFormat.class,
            names = {"PARQUET", "DELTA"})
    void newerLabelsAreAddedOnceWithWhatIsKnownNow(TableFormat format) throws IOException {
        built(TrainingOptions.DEFAULTS.withFormat(format));
        tablesMoveOn();

        TrainingSetAppend first = append(MORE);

        assertThat(first.added()).isEqualTo(2);
        assertThat(first.set().rows()).isEqualTo(4);
        assertThat(rows(format)).containsExactly(ALL);
        JsonNode manifest = manifest();
        String text = Files.readString(set().resolve("manifest.json"));
        TrainingSetAppend again = append(MORE);
        assertThat(again.added()).isZero();
        assertThat(again.set()).isEqualTo(new TrainingSet(first.set().id(), set(), 4, text));
        assertThat(manifest()).isEqualTo(manifest);

        append(labels(label("ORD", "ATL", "2001-03-08T10:00:00Z", true)));
        assertThat(rows(format)).hasSize(5).contains(ALL);
        assertThat(manifest().at("/parts")).hasSize(3);
        assertThat(names()).containsExactly("lake", "set");
    }

    @Test
    void everyPartPinsItsInputs() throws IOException {
        built(TrainingOptions.DEFAULTS);
        String former = manifest().at("/id").asText();
        tablesMoveOn();
        append(MORE);

        JsonNode manifest = manifest();
        JsonNode parts = manifest.at("/parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.at("/0/id").asText()).isEqualTo(former);
        assertThat(parts.at("/1/id")).isEqualTo(manifest.at("/id")).isNotEqualTo(parts.at("/0/id"));
        assertThat(parts.at("/1/tables/0/version").asLong())
                .isGreaterThan(parts.at("/0/tables/0/version").asLong());
        assertThat(parts.at("/1/spine/after").asText()).isEqualTo("2001-03-06T12:00:00Z");
        assertThat(parts.at("/1/spine/rows").asLong()).isEqualTo(2);
        assertThat(manifest.at("/result/rows").asLong()).isEqualTo(4);
        assertThat(manifest.at("/result/content_hash").asText())
                .isEqualTo("%016x"
                        .formatted(Long.parseUnsignedLong(
                                        parts.at("/0/content_hash").asText(), 16)
                                + Long.parseUnsignedLong(
                                        parts.at("/1/content_hash").asText(), 16)));
        assertThatThrownBy(() -> TrainingSetRebuild.of(SmallLake.SPARK, lake.project(), set())
                        .build(folder.resolve("again")))
                .hasMessage(
                        "Cannot rebuild training set " + manifest.at("/id").asText() + ": labels were appended to it."
                                + " Rebuild its first part, " + former + ", by its id, and append the others again.");
    }

    @Test
    void theOptionsAndPartsOfTheSetStay() throws IOException {
        built(TrainingOptions.DEFAULTS
                .withFullNames()
                .dividedBy(new EntitySplit(Map.of("train", 1.0), List.of("origin"), 3)));

        append(MORE);

        assertThat(manifest().at("/result/splits/0/rows").asLong()).isEqualTo(4);
        assertThat(manifest().at("/parts/1/spine/split/seed").asLong()).isEqualTo(3);
    }

    @Test
    void anAppendThatFailsLeavesTheSetAsItWas() throws IOException {
        built(TrainingOptions.DEFAULTS);
        JsonNode before = manifest();
        List<String> rows = rows(TableFormat.PARQUET);
        Dataset<Row> failing = MORE.selectExpr(
                "origin", "destination", "t", "IF(t > '2001-03-07', raise_error('no label') IS NULL, late) AS late");

        assertThatThrownBy(() -> append(failing))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("Cannot append to the training set in " + set() + ": no label");

        assertThat(manifest()).isEqualTo(before);
        assertThat(rows(TableFormat.PARQUET)).isEqualTo(rows);
        assertThat(names()).containsExactly("lake", "set");
    }

    @Test
    void whatAKilledAppendLeftIsNotSeenAndTheNextOneSucceeds() throws IOException {
        built(TrainingOptions.DEFAULTS);
        tablesMoveOn();
        List<String> rows = rows(TableFormat.PARQUET);
        Files.createDirectories(folder.resolve(".set.partial/data"));
        Files.writeString(folder.resolve(".set.partial/data/part-half.parquet"), "half");
        Files.createFile(folder.resolve(".set.lock"));

        assertThat(rows(TableFormat.PARQUET)).isEqualTo(rows);
        assertThat(append(MORE).added()).isEqualTo(2);
        assertThat(rows(TableFormat.PARQUET)).containsExactly(ALL);
    }

    @Test
    void anAppendThatWasKilledBetweenItsTwoMovesIsUndoneByTheNext() throws IOException {
        built(TrainingOptions.DEFAULTS);
        tablesMoveOn();
        Files.move(set(), folder.resolve(".set.former"));

        assertThat(append(MORE).added()).isEqualTo(2);
        assertThat(rows(TableFormat.PARQUET)).containsExactly(ALL);
        assertThat(names()).containsExactly("lake", "set");
    }

    @Test
    void dataThatWereChangedAreNotBuiltUpon() throws IOException {
        built(TrainingOptions.DEFAULTS);
        FIRST.limit(1)
                .selectExpr("*", "9L AS a", "1D AS b", "1L AS c")
                .toDF(SmallLake.SPARK
                        .read()
                        .parquet(set().resolve("data").toString())
                        .columns())
                .write()
                .mode("append")
                .parquet(set().resolve("data").toString());

        assertThatThrownBy(() -> append(MORE))
                .hasMessageContaining("its data are not those that its manifest records (2 rows, content hash");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        built(TrainingOptions.DEFAULTS);
        assertRefused(
                () -> append(MORE.withColumn("more", MORE.col("late"))),
                "its columns are [origin string, destination string, t timestamp, late boolean,");
        assertRefused(
                () -> lake.builder()
                        .withSpine(MORE, "t")
                        .withOptions(TrainingOptions.DEFAULTS.withFullNames())
                        .append(set()),
                "it was built with other options. Leave out the options, those of the set are used.");
        assertRefused(
                () -> lake.builder()
                        .withSpine(MORE.withColumnRenamed("t", "time"), "time")
                        .append(set()),
                "its times are in t.");
        assertThatThrownBy(() -> lake.builder().withSpine(MORE, "t").append(folder.resolve("nowhere")))
                .hasMessageContaining("Cannot read the manifest " + folder.resolve("nowhere"));

        lake.builder()
                .withSpine(FIRST, "t")
                .withOptions(
                        TrainingOptions.DEFAULTS.withFormat(TableFormat.CSV).replacingFormer())
                .build(set());
        assertRefused(() -> append(MORE), "its format is csv, which cannot grow.");
    }

    private void assertRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("Cannot append to the training set in " + set() + ": " + why);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
