package dev.sluice.training;

import static dev.sluice.training.SmallLake.label;
import static dev.sluice.training.SmallLake.labels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Lifetime;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import dev.sluice.time.TimeSpan;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetRebuildTest {
    private static final Dataset<Row> LABELS = labels(
            label("ORD", "ATL", "2001-03-07T10:00:00Z", true),
            label("ATL", "XXX", "2001-03-06T00:00:00Z", false),
            label("ORD", "ATL", "2001-03-05T23:59:59Z", true));

    @TempDir
    private Path folder;

    private SmallLake lake;
    private String spine = "";

    @BeforeEach
    void twoPromotedDaysAndAFileOfLabels() {
        lake = new SmallLake(folder);
        lake.promote("2001-03-05", 1, "ORD", 1, "ATL", 2);
        lake.promote("2001-03-06", 2, "ORD", 3);
        spine = out("labels.parquet").toString();
        LABELS.write().parquet(spine);
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    private TrainingSet built(TrainingOptions options) {
        return lake.builder().withSpineFile(spine, "t").withOptions(options).build(out("first"));
    }

    private TrainingSetRebuild rebuild() {
        return TrainingSetRebuild.of(SmallLake.SPARK, lake.project(), out("first"));
    }

    /** More partitions are promoted, and one again with other values. */
    private void tablesMoveOn() {
        lake.promote("2001-03-04", 3, "ORD", 9);
        lake.promote("2001-03-06", 4, "ORD", 77, "ATL", 78, "XXX", 79);
    }

    private List<String> rows(TrainingSet set, String format) {
        return SmallLake.SPARK
                .read()
                .format(format)
                .load(set.folder().resolve("data").toString())
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    @Test
    void theSameSetComesOutAfterTheTablesHaveMovedOn() {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        tablesMoveOn();
        assertThat(lake.builder().withSpineFile(spine, "t").build(out("other")).id())
                .isNotEqualTo(first.id());

        TrainingSet again = rebuild().build(out("again"));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(rows(again, "parquet"))
                .isEqualTo(rows(first, "parquet"))
                .contains("[ORD,ATL,2001-03-07T10:00:00Z,true,3,0.75,2]");
        assertThat(withoutTime(again.manifest())).isEqualTo(withoutTime(first.manifest()));
    }

    private static String withoutTime(String manifest) {
        return manifest.replaceFirst("\"created\" : \"[^\"]*\"", "");
    }

    @Test
    void theOptionsAreThoseOfTheManifest() {
        Map<String, Double> shares = new java.util.LinkedHashMap<>();
        shares.put("train", 0.7);
        shares.put("test", 0.3);
        TrainingSet first = built(TrainingOptions.DEFAULTS
                .withFormat(TableFormat.DELTA)
                .withFullNames()
                .knowingOnlyWhatWasKnown()
                .dividedBy(new EntitySplit(shares, List.of("origin"), 7)));
        tablesMoveOn();

        TrainingSet again = TrainingSetRebuild.ofManifest(
                        SmallLake.SPARK, lake.project(), first.manifest(), "of the registry")
                .build(out("again"));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(rows(again, "delta")).isEqualTo(rows(first, "delta"));
        assertThat(again.manifest()).contains("\"seed\" : 7", "\"format\" : \"delta\"");
    }

    @Test
    void aSplitByTimeIsRepeatedToo() {
        TrainingSet first = built(TrainingOptions.DEFAULTS.dividedBy(
                new TimeSplit(List.of(Instant.parse("2001-03-06T00:00:00Z")), Duration.ofHours(1))));

        assertThat(rebuild().replacingFormer().build(out("first")).id()).isEqualTo(first.id());
    }

    @Test
    void otherLabelsAreRefused() {
        built(TrainingOptions.DEFAULTS);
        LABELS.limit(2).write().mode(SaveMode.Overwrite).parquet(spine);

        SluiceException problem = problem(() -> rebuild().build(out("again")));

        assertThat(problem.type()).isEqualTo(ErrorType.DATA);
        assertThat(problem)
                .hasMessageMatching("Cannot rebuild training set [0-9a-f]{12}: its spine " + spine
                        + " has changed\\. It had 3 rows and the content hash [0-9a-f]{16}, now it has 2 and"
                        + " [0-9a-f]{16}\\. Restore it, or name a copy of what it was with --spine\\.");
        assertThat(out("again")).doesNotExist();
    }

    @Test
    void labelsThatMovedAreNamedAndCanBeGivenFromElsewhere() throws IOException {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        Path moved = out("moved.parquet");
        Files.move(Path.of(spine), moved);

        assertThat(problem(() -> rebuild().build(out("again"))))
                .hasMessage("Cannot read the spine " + spine + ": there is no such file. Check --spine.");
        assertThat(rebuild().withSpineFile(moved.toString()).build(out("again")).id())
                .isEqualTo(first.id());
    }

    @Test
    void labelsOfAFrameMustBeGivenAgain() {
        TrainingSet first = lake.builder().withSpine(LABELS, "t").build(out("first"));

        assertThat(problem(() -> rebuild().build(out("again"))))
                .hasMessage(
                        "Cannot rebuild training set " + first.id() + ": its spine was a frame, which nothing keeps."
                                + " Give the same labels: --spine FILE, in Java withSpine.");
        assertThat(rebuild()
                        .withSpine(LABELS.repartition(3))
                        .build(out("again"))
                        .id())
                .isEqualTo(first.id());
    }

    @Test
    void changedDefinitionsAreToldFieldByField() {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        Lifetime shorter = new Lifetime(TimeSpan.parse("7d"), TimeSpan.ZERO, TimeSpan.parse("1h"));
        Project changed = lake.project(Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1 AS one FROM flights")
                .withLifetime(shorter)
                .build(SmallLake.VIEW.features()));

        SluiceException problem = problem(() ->
                TrainingSetRebuild.of(SmallLake.SPARK, changed, out("first")).build(out("again")));

        assertThat(problem.type()).isEqualTo(ErrorType.DEFINITION);
        assertThat(problem)
                .hasMessage("Cannot rebuild training set " + first.id()
                        + ": transform.sql of feature_view airport_delays@1 was SELECT origin AS airport,"
                        + " count_if(date >= :start) AS depart..., is SELECT 1 AS one FROM flights; ttl of feature_view"
                        + " airport_delays@1 was 14d, is 7d. Take the project as it was then, from its history, or"
                        + " build a new training set.");
    }

    @Test
    void whatNoValueDependsOnMayChange() {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        Lifetime fresher = new Lifetime(TimeSpan.parse("14d"), TimeSpan.ZERO, TimeSpan.parse("1h"));
        Project changed = lake.project(new dev.sluice.feature.FeatureView(
                SmallLake.VIEW.id(),
                SmallLake.VIEW.entity(),
                SmallLake.VIEW.computation(),
                SmallLake.VIEW.features(),
                fresher,
                dev.sluice.feature.Placement.OFFLINE,
                SmallLake.VIEW.suite(),
                SmallLake.VIEW.metadata(),
                null));

        assertThat(TrainingSetRebuild.of(SmallLake.SPARK, changed, out("first"))
                        .build(out("again"))
                        .id())
                .isEqualTo(first.id());
    }

    @Test
    void aNewerVersionOfAViewIsNotTakenForTheOneThatWasMeant() {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        Project grown = lake.project(SmallLake.VIEW);
        Project both = new Project(
                grown.name(),
                grown.folder(),
                grown.settings(),
                grown.entities(),
                grown.sources(),
                List.of(
                        SmallLake.VIEW,
                        Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1 FROM flights")
                                .withVersion(2)
                                .build(SmallLake.VIEW.features())),
                grown.services(),
                Map.of());

        assertThat(TrainingSetRebuild.of(SmallLake.SPARK, both, out("first"))
                        .build(out("again"))
                        .id())
                .isEqualTo(first.id());
    }

    @Test
    void aViewThatIsGoneIsNamed() {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        Project without = Flights.project(folder, Flights.routeDelays());

        assertThat(problem(() -> TrainingSetRebuild.of(SmallLake.SPARK, without, out("first"))
                        .build(out("again"))))
                .hasMessage(
                        "Cannot rebuild training set " + first.id() + ": feature_service delay_model@1 is not in the"
                                + " project any more; feature_view airport_delays@1 is not in the project any more. Take the"
                                + " project as it was then, from its history, or build a new training set.");
    }

    @Test
    void aVacuumedVersionIsToldWithItsTable() throws IOException {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        long version = version();
        tablesMoveOn();
        SmallLake.SPARK.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        try {
            DeltaTable.forPath(SmallLake.SPARK, table()).vacuum(0);
        } finally {
            SmallLake.SPARK.conf().unset("spark.databricks.delta.retentionDurationCheck.enabled");
        }

        assertGone(first, version, "1 of its 2 files are gone: they were vacuumed");
    }

    @Test
    void aVersionWhoseLogWasCleanedUpIsToldWithItsTable() throws IOException {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        long version = version();
        tablesMoveOn();
        DeltaLog.forTable(SmallLake.SPARK, table()).checkpoint();
        for (long old = 0; old <= version; old++) {
            Files.delete(Path.of(table(), "_delta_log", "%020d.json".formatted(old)));
        }
        DeltaLog.clearCache();

        assertGone(first, version, "the log of that version was cleaned up");
    }

    @Test
    void aTableThatWasMadeAnewIsToldToo() throws IOException {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        long version = version();
        Files.move(Path.of(table()), out("old"));
        DeltaLog.clearCache();
        lake.promote("2001-03-05", 1, "ORD", 1);

        assertGone(first, version, "the table's newest version is " + version() + ", it was made anew");
    }

    private void assertGone(TrainingSet first, long version, String why) throws IOException {
        SluiceException problem = problem(() -> rebuild().build(out("again")));
        assertThat(problem.type()).isEqualTo(ErrorType.DATA);
        assertThat(problem)
                .hasMessage("Cannot rebuild training set " + first.id() + ": version " + version
                        + " of airport_delays@1 (" + table() + ") cannot be read: " + why
                        + ". Restore the table from a copy, or build a new training set. To keep versions longer, raise"
                        + " the table's delta.deletedFileRetentionDuration and delta.logRetentionDuration.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("again"));
        }
    }

    private String table() {
        return LakeLayout.of(folder, "lake").features(SmallLake.VIEW.id());
    }

    private long version() {
        return DeltaLog.forTable(SmallLake.SPARK, table())
                .update(false, scala.Option.empty(), scala.Option.empty())
                .version();
    }

    @Test
    void otherContentThanRecordedIsNotWritten() throws IOException {
        TrainingSet first = built(TrainingOptions.DEFAULTS);
        Path manifest = out("first/manifest.json");
        String hash = first.manifest().replaceAll("(?s).*\"result\".*?\"content_hash\" : \"([^\"]*)\".*", "$1");
        Files.writeString(manifest, first.manifest().replace(hash, "0123456789abcdef"));

        assertThat(problem(() -> rebuild().build(out("again"))))
                .hasMessage("Cannot rebuild training set " + first.id()
                        + ": the same inputs gave 3 rows with the content"
                        + " hash " + hash + " and the id " + first.id() + ", recorded are 3 rows with 0123456789abcdef."
                        + " Nothing was written. Was the manifest changed, or a feature table made anew?");
        assertThat(out("again")).doesNotExist();
    }

    @Test
    void aManifestThatCannotBeUnderstoodSaysWhy() throws IOException {
        Path file = out("manifest.json");
        assertThat(problem(() -> TrainingSetRebuild.of(SmallLake.SPARK, lake.project(), file)))
                .hasMessage(
                        "Cannot read the manifest " + file + ": there is no such file, or it cannot be read. Name the"
                                + " folder of a training set, or its manifest.json.");
        Files.writeString(file, "{\"manifest_version\": 9}");
        assertThat(problem(() -> TrainingSetRebuild.of(SmallLake.SPARK, lake.project(), folder)))
                .hasMessage("Cannot read the manifest " + file + ": its manifest_version is 9, this Sluice knows 1. Use"
                        + " the Sluice that wrote it.");
        Files.writeString(file, "{\"manifest_version\": 1}");
        assertThat(problem(() -> TrainingSetRebuild.of(SmallLake.SPARK, lake.project(), file)
                        .build(out("again"))))
                .hasMessage("Cannot read the manifest " + file + ": it has no definitions. Restore the file.");
        Files.writeString(file, "no JSON");
        assertThat(problem(() -> TrainingSetRebuild.of(SmallLake.SPARK, lake.project(), file)))
                .hasMessage("Cannot read the manifest " + file + ": it is no JSON. Restore the file.");
    }

    private static SluiceException problem(ThrowingCallable call) {
        return (SluiceException) org.assertj.core.api.Assertions.catchThrowable(call);
    }
}
