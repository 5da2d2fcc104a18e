package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Metadata;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.input.EventSpan;
import dev.sluice.input.ObservedFile;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.testing.Flights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceInspectionTest {
    private static final String TIMESTAMPS = "spark.sql.parquet.outputTimestampType";
    private static final Source FOLDER = source(SourceFormat.PARQUET, "data/flights");

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    private static Source source(SourceFormat format, String path) {
        return new Source("flights", format, path, "date", Map.of(), List.of(), Metadata.NONE);
    }

    private SourceInspection inspection() {
        return SourceInspection.of(spark, Flights.project(folder));
    }

    private List<ObservedFile> files(Source source) {
        return inspection().files(source, List.of()).stream()
                .sorted(Comparator.comparing(file -> String.valueOf(file.events())))
                .toList();
    }

    private Dataset<Row> flights(String type, String... times) {
        String rows = String.join(
                ", ",
                java.util.Arrays.stream(times).map(time -> "('" + time + "')").toList());
        return spark.sql("SELECT CAST(nullif(time, '') AS " + type + ") AS date, 1 AS delay FROM VALUES " + rows
                + " AS flights(time)");
    }

    private void parquet(String outputType, Dataset<Row> rows) {
        String before = spark.conf().get(TIMESTAMPS);
        spark.conf().set(TIMESTAMPS, outputType);
        try {
            rows.coalesce(1)
                    .write()
                    .mode(SaveMode.Append)
                    .parquet(folder.resolve("data/flights").toString());
        } finally {
            spark.conf().set(TIMESTAMPS, before);
        }
    }

    private static EventSpan span(String first, String last) {
        return new EventSpan(Instant.parse(first), Instant.parse(last));
    }

    @Test
    void footersTellTheTimesOfParquetFiles() {
        parquet("TIMESTAMP_MICROS", flights("timestamp", "2001-03-02T00:00:00.000001Z", "2001-03-01T07:00:00Z", ""));
        parquet("TIMESTAMP_MILLIS", flights("timestamp", "2001-03-03T00:00:00.5Z"));
        assertThat(files(FOLDER))
                .extracting(ObservedFile::events)
                .containsExactly(
                        span("2001-03-01T07:00:00Z", "2001-03-02T00:00:00.000001Z"),
                        span("2001-03-03T00:00:00.5Z", "2001-03-03T00:00:00.5Z"));
        assertThat(files(FOLDER)).extracting(ObservedFile::rows).containsExactly(3L, 1L);
        assertThat(files(FOLDER)).allMatch(file -> file.path().startsWith("data/flights/part-") && file.size() > 100);
    }

    @Test
    void rowsAreReadWhereFootersDoNotTell() {
        parquet("INT96", flights("timestamp", "2001-03-02T00:00:00Z", "2001-03-01T07:00:00Z"));
        parquet("INT96", flights("timestamp", ""));
        assertThat(files(FOLDER))
                .extracting(ObservedFile::events, ObservedFile::rows)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(span("2001-03-01T07:00:00Z", "2001-03-02T00:00:00Z"), 2L),
                        org.assertj.core.groups.Tuple.tuple(null, 1L));
    }

    @Test
    void datesAreTheirMidnight() {
        parquet("INT96", flights("date", "2001-03-02", "2001-03-01"));
        assertThat(files(FOLDER))
                .extracting(ObservedFile::events)
                .containsExactly(span("2001-03-01T00:00:00Z", "2001-03-02T00:00:00Z"));
    }

    @Test
    void filesOfLinesAreReadOnce() throws IOException {
        Path file = Files.createDirectories(folder.resolve("data")).resolve("[late] 100%.csv");
        Files.writeString(file, "date,delay\n2001-03-01T07:00:00Z,1\n2001-03-04T07:00:00Z,1\n");
        Source source = source(SourceFormat.CSV, "data");
        List<ObservedFile> first = files(source);
        assertThat(first)
                .extracting(ObservedFile::path, ObservedFile::events)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "data/[late] 100%.csv", span("2001-03-01T07:00:00Z", "2001-03-04T07:00:00Z")));
        ObservedFile pretended = new ObservedFile(
                first.get(0).path(), first.get(0).size(), first.get(0).changed(), 77, null);
        assertThat(inspection().files(source, List.of(pretended))).containsExactly(pretended);
    }

    @Test
    void aSourceThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> files(FOLDER))
                .hasMessageContaining("Cannot read source flights (parquet, data/flights)")
                .hasMessageContaining("Check the path and the format in sources.yaml.");
    }

    @Test
    void theLogOfADeltaTableTellsWhenItsChangesHappened() {
        String path = folder.resolve("data/table").toString();
        Source table = source(SourceFormat.DELTA, "data/table");
        append(path, flights("timestamp", "2001-03-01T07:00:00Z", "2001-03-02T07:00:00Z"));
        append(path, flights("timestamp", "2001-03-05T07:00:00.123456Z"));
        spark.sql("DELETE FROM delta.`" + path + "` WHERE date < '2001-03-02'");
        io.delta.tables.DeltaTable.forPath(spark, path).optimize().executeCompaction();

        assertThat(inspection().version(table)).isEqualTo(3);
        assertThat(inspection().changesAfter(table, 0))
                .contains(SourceChange.before(
                        1, "version 1", span("2001-03-05T07:00:00.123Z", "2001-03-05T07:00:00.123999Z")))
                .extracting(SourceChange::what)
                .containsOnly("version 1", "version 2");
        assertThat(inspection().changesAfter(table, 1))
                .hasSize(2)
                .allMatch(change -> change.events().last().isBefore(Instant.parse("2001-03-03T00:00:00Z")));
        assertThat(inspection().changesAfter(table, 3)).isEmpty();
        assertThat(inspection().parts(table).stream()
                        .mapToLong(SourcePart::rows)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void aTableThatWasMadeAnewHasChangedAltogether() {
        String path = folder.resolve("data/table").toString();
        append(path, flights("timestamp", "2001-03-01T07:00:00Z"));
        assertThat(inspection().changesAfter(source(SourceFormat.DELTA, "data/table"), 7))
                .containsExactly(
                        SourceChange.before(Long.MAX_VALUE, "is another table than it was", EventSpan.UNKNOWN));
    }

    private static void append(String path, Dataset<Row> rows) {
        rows.coalesce(1).write().format("delta").mode(SaveMode.Append).save(path);
    }
}
