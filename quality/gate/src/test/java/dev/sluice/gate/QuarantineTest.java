package dev.sluice.gate;

import static dev.sluice.gate.Readings.DAY;
import static dev.sluice.gate.Readings.expect;
import static dev.sluice.gate.Readings.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.testing.Flights;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    private static final String BETWEEN = "expect_column_values_to_be_between";
    private static final Dataset<Row> ROWS = rows("""
            SELECT * FROM VALUES
              ('a', 1.0D, 1L, 1, 'x', true),
              ('b', -1.0D, 2L, 1, 'y', true),
              ('c', CAST('NaN' AS DOUBLE), 3L, 5, 'y', false),
              ('d', NULL, 4L, 9, 'z', false),
              ('e', 900.0D, 5L, 1, NULL, true)
              AS t(sensor, real, whole, small, name, flag)""");

    @TempDir
    private Path folder;

    @Test
    void theRowsThatBreakAnExpectationAreThere() {
        List<Expectation> all = List.of(
                expect(Severity.WARNING, BETWEEN, "column", "real", "max_value", 0),
                expect(BETWEEN, "column", "real", "min_value", 0),
                expect("expect_column_values_to_not_be_null", "column", "real"),
                expect(BETWEEN, "column", "whole", "max_value", 2, "row_condition", "flag"),
                expect("expect_column_values_to_be_unique", "column", "small"),
                expect("expect_compound_columns_to_be_unique", "column_list", List.of("small", "flag")),
                expect("expect_column_pair_values_a_to_be_greater_than_b", "column_A", "whole", "column_B", "small"),
                expect("expect_column_value_z_scores_to_be_less_than", "column", "small", "threshold", 1),
                expect("expect_column_values_to_match_regex", "column", "name", "regex", "[xy]"),
                expect("unexpected_rows_expectation", "unexpected_rows_query", "SELECT sensor FROM {batch} WHERE flag"),
                expect("expect_column_max_to_be_between", "column", "whole", "max_value", 2),
                expect("expect_column_distinct_values_to_be_in_set", "column", "name", "value_set", List.of("x")));
        assertThat(sampled(Readings.view(all.toArray(Expectation[]::new)), ROWS, "run-1"))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("real >= 0", "b"),
                        Map.entry("real is not null", "c d"),
                        Map.entry("whole <= 2 where flag", "e"),
                        Map.entry("small is unique", "a b e"),
                        Map.entry("small, flag are unique together", "a b e"),
                        Map.entry("whole > small", "a c d"),
                        Map.entry("z-score of small < 1", "d"),
                        Map.entry("name matches [xy]", "d"),
                        Map.entry("no row of: SELECT sensor FROM {batch} WHERE flag", "a b e"),
                        Map.entry("greatest whole <= 2", "-"),
                        Map.entry("distinct values of name in [x]", "-")));
        List<QuarantinedRow> kept = quarantine(Readings.view()).rows("run-1");
        assertThat(kept.get(0)).satisfies(row -> {
            assertThat(row.partition()).isEqualTo("2001-03-05");
            assertThat(row.broken())
                    .isEqualTo(new BrokenExpectation(
                            5, BETWEEN, "real", "real >= 0", Severity.CRITICAL, "1 of 3 values unexpected, 2 missing"));
            assertThat(row.keys()).isEqualTo("{\"sensor\":\"b\"}");
            assertThat(row.row())
                    .startsWith("{\"sensor\":\"b\",\"real\":-1.0,\"single\":null,\"whole\":2,")
                    .endsWith("\"event_time\":\"2001-03-06T00:00:00.000000Z\"}");
        });
        assertThat(kept).anySatisfy(row -> assertThat(row.row()).contains("\"real\":\"NaN\""));
    }

    @Test
    void theRowsThatBreakWhatEveryViewMustHoldAreThereToo() {
        Dataset<Row> broken = rows("""
                SELECT sensor, CAST(moment AS TIMESTAMP) AS event_time FROM VALUES
                  ('a', '2001-03-06'), ('a', '2001-03-06'), (NULL, '2001-03-06'), ('b', '2001-03-05')
                  AS t(sensor, moment)""");
        assertThat(sampled(Readings.view(), broken, "run-1"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "key sensor is not null", "null",
                        "one row per sensor and event_time", "a a",
                        "event_time inside (2001-03-05T00:00:00Z, 2001-03-06T00:00:00Z]", "b"));
    }

    @Test
    void atMostTwentyRowsAreTakenAlwaysTheSameAndWritingThemAgainReplacesThem() {
        Dataset<Row> many = rows("SELECT lpad(CAST(id AS STRING), 3, '0') AS sensor, id AS whole FROM range(100)");
        FeatureView view = Readings.view(expect(BETWEEN, "column", "whole", "max_value", 49));
        Map<String, String> first = sampled(view, many.repartition(1), "run-1");
        assertThat(first.get("whole <= 49"))
                .startsWith("050 051 052 ")
                .endsWith(" 069")
                .hasSize(4 * FailingRows.MOST - 1);
        assertThat(sampled(view, many.repartition(5).orderBy("moment"), "run-2"))
                .isEqualTo(first);
        sampled(view, many.where("whole < 51"), "run-2");
        assertThat(shown(quarantine(view).rows("run-2")))
                .as("what is written again")
                .containsExactly(Map.entry("whole <= 49", "050"));
        assertThat(shown(quarantine(view).rows("run-1"))).as("another run's").isEqualTo(first);
        assertThat(quarantine(view).rows("run-3")).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsTold() throws IOException {
        FeatureView view = Readings.view(expect(BETWEEN, "column", "whole", "max_value", 2));
        Files.createDirectories(folder.resolve("quarantine/readings"));
        Files.writeString(folder.resolve("quarantine/readings/v1"), "in the way");
        assertThatThrownBy(() -> sampled(view, ROWS, "run-1"))
                .hasMessageStartingWith("Cannot write to the quarantine " + folder + "/quarantine/readings/v1: ")
                .hasMessageNotContaining("\n");
    }

    private static final FeatureView OF_PERSONS = Readings.ofPersons(
            expect(BETWEEN, "column", "whole", "max_value", 0),
            expect("expect_column_max_to_be_between", "column", "name", "max_value", "a"),
            expect("expect_column_mean_to_be_between", "column", "real", "max_value", 0),
            expect("expect_column_median_to_be_between", "column", "real", "max_value", 0),
            expect("expect_column_most_common_value_to_be_in_set", "column", "name", "value_set", List.of("b")),
            expect(BETWEEN, "column", "whole", "max_value", 0, "row_condition", "regexp_extract(name, name, 0) = 'x'"),
            expect("unexpected_rows_expectation", "unexpected_rows_query", """
                        SELECT whole, upper(name) AS small, name AS price, concat(sensor, whole) FROM {batch}"""));

    @Test
    void ofPersonsNothingIsLeftButThatTwoRowsAreOfOne() throws IOException {
        Dataset<Row> persons = rows("""
                SELECT sensor, 77770001.5D + id AS real, id AS whole, name, array(77770002L) AS list FROM VALUES
                  ('canary-1', 1L, 'canary-2'), ('canary-1', 2L, 'canary-3['), ('canary-4', 3L, 'canary-2')
                  AS t(sensor, id, name)""");
        QualityGate gate = gate(OF_PERSONS);
        Verdict verdict = gate.judge(persons, DAY, "run-1");
        gate.quarantine(persons, DAY, "run-1", verdict);

        assertThat(verdict.summary())
                .contains("greatest name <= a: ***", "mean of real <= 0: ***", "kept back")
                .doesNotContain("canary", "7777");
        List<QuarantinedRow> kept = quarantine(OF_PERSONS).rows("run-1");
        Map<String, String> keys = new TreeMap<>();
        kept.stream()
                .filter(row -> row.broken().ordinal() == 4)
                .forEach(row ->
                        keys.put(String.valueOf(row.row()).replaceAll(".*\"whole\":(\\d).*", "$1"), row.keys() + ""));
        assertThat(keys).hasSize(3);
        assertThat(keys.get("1")).isEqualTo(keys.get("2")).matches("\\{\"sensor\":\"\\*\\*\\*[0-9a-f]{12}\"}");
        assertThat(keys.get("3")).isNotEqualTo(keys.get("1"));
        assertThat(kept)
                .filteredOn(row -> row.broken().ordinal() == 9)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.row()).isNull();
                    assertThat(row.broken().reason()).startsWith("cannot be measured. What Spark said is kept back");
                });
        assertThat(kept)
                .filteredOn(row -> row.broken().ordinal() == 10)
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row.row())
                                .matches(
                                        "\\{\"whole\":\\d,\"small\":\"\\*{3}\\w+\",\"price\":\"\\*{3}\\w+\",\"concat.*\":\"\\*{3}\\w+\"}"));
        noFileHolds(List.of("canary", "CANARY", "7777"));
    }

    @Test
    void aSuggestedSuiteShowsNoPerson() {
        Dataset<Row> persons = LocalSpark.session().sql("SELECT concat('canary-', id % 2) AS name FROM range(50)");
        Feature name = Feature.of("name", Scalar.STRING);
        Flights.ViewFixture view = Flights.daily("persons", Flights.AIRPORT, "SELECT 1 FROM flights");
        assertThat(SuggestedSuite.json(view.build(List.of(name)), persons)).contains("canary-0");
        assertThat(SuggestedSuite.json(view.build(List.of(name.withTags(Map.of("pii", "true")))), persons))
                .contains("expect_column_values_to_not_be_null", "\"seen\" : \"***\"")
                .doesNotContain("canary");
    }

    private void noFileHolds(List<String> values) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all)
                    .anyMatch(file -> file.endsWith("states.json"))
                    .anyMatch(file -> file.toString().endsWith(".parquet"));
            for (Path file : all) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(values);
            }
        }
    }

    /** The sensors of the sampled rows, by expectation; a minus for a reason without a row. */
    private Map<String, String> sampled(FeatureView view, Dataset<Row> rows, String runId) {
        QualityGate gate = gate(view);
        gate.quarantine(rows, DAY, runId, gate.judge(rows, DAY, runId));
        return shown(quarantine(view).rows(runId));
    }

    private static Map<String, String> shown(List<QuarantinedRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.broken().text(),
                        TreeMap::new,
                        Collectors.mapping(QuarantineTest::sensor, Collectors.joining(" "))));
    }

    private static String sensor(QuarantinedRow row) {
        return row.keys() == null ? "-" : row.keys().replaceAll("[{}\"]", "").replace("sensor:", "");
    }

    private QualityGate gate(FeatureView view) {
        SparkSession spark = LocalSpark.session();
        return QualityGate.of(view)
                .withRecords(QualityRecords.of(
                        spark.sparkContext().hadoopConfiguration(), new LakeLayout(folder.toString()), view.id()))
                .withQuarantine(quarantine(view));
    }

    private Quarantine quarantine(FeatureView view) {
        return Quarantine.of(LocalSpark.session(), new LakeLayout(folder.toString()), view.id());
    }
}
