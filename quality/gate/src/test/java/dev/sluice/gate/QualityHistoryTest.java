package dev.sluice.gate;

import static dev.sluice.gate.Readings.DAY;
import static dev.sluice.gate.Readings.expect;
import static dev.sluice.gate.Readings.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.expectation.Expectation;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityHistoryTest {
    private static final Dataset<Row> ROWS = rows("""
            SELECT IF(id = 7, CAST('NaN' AS DOUBLE), IF(id % 5 = 0, NULL, CAST(id AS DOUBLE) / 3)) AS real,
                   IF(id % 4 = 1, NULL, id * 9007199254740993L) AS whole, concat('n', id % 7) AS name,
                   timestamp'2001-03-05T00:00:00Z' + make_interval(0, 0, 0, 0, 0, id) AS moment
            FROM range(40)""").cache();
    private static final Expectation[] SUITE = {
        expect("expect_table_row_count_to_be_between", "min_value", 5),
        expect("expect_column_values_to_not_be_null", "column", "real", "mostly", 0.5),
        expect("expect_column_values_to_be_between", "column", "real", "max_value", 10),
        expect("expect_column_mean_to_be_between", "column", "real", "max_value", 5),
        expect("expect_column_stdev_to_be_between", "column", "real", "max_value", 3),
        expect("expect_column_sum_to_be_between", "column", "real", "min_value", 0),
        expect("expect_column_min_to_be_between", "column", "real", "min_value", 1),
        expect("expect_column_max_to_be_between", "column", "whole", "max_value", 351280770934898727L),
        expect("expect_column_min_to_be_between", "column", "moment", "min_value", "2001-03-05"),
        expect("expect_column_max_to_be_between", "column", "name", "max_value", "n5"),
        expect("expect_column_mean_to_be_between", "column", "real", "max_value", 5, "row_condition", "name = 'n8'")
    };

    @TempDir
    private Path lake;

    private QualityRecords records;

    @BeforeEach
    void keep() {
        records = QualityRecords.of(
                new Configuration(),
                new LakeLayout(lake.toString()),
                Readings.view().id());
    }

    @Test
    void theStatesOfPartsSayWhatAllRowsSay() {
        judge("a", ROWS.where("whole IS NULL"), SUITE);
        judge("b", ROWS.where("whole < 200000000000000000"), SUITE);
        judge("c", ROWS.where("whole >= 200000000000000000"), SUITE);
        judge("none", ROWS.where("false"), SUITE);
        Verdict merged = history(SUITE).over(List.of("a", "none", "b", "c")).orElseThrow();
        List<ExpectationResult> whole = Readings.judge(ROWS, SUITE);
        for (int i = 0; i < SUITE.length; i++) {
            ExpectationResult part = merged.results().get(i);
            assertThat(part.success())
                    .as(part.expectation())
                    .isEqualTo(whole.get(i).success());
            assertThat(rounded(part.observed()))
                    .as(part.expectation())
                    .isEqualTo(rounded(whole.get(i).observed()));
        }
        assertThat(merged.results()).hasSameSizeAs(whole).anyMatch(ExpectationResult::success);
    }

    private static String rounded(String observed) {
        return observed.matches("-?\\d+\\.\\d+.*")
                ? String.format(Locale.ROOT, "%.9e", Double.parseDouble(observed))
                : observed;
    }

    @Test
    void aChangedSuiteIsReplayedWithoutRowsWhereTheStatesTell() {
        judge("a", ROWS);
        QualityHistory changed = history(
                expect("expect_column_mean_to_be_between", "column", "real", "max_value", 1),
                expect("expect_column_max_to_be_between", "column", "whole", "max_value", 351280770934898727L),
                expect("expect_column_values_to_not_be_null", "column", "real", "mostly", 0.9));
        QualityHistory.Replay replay = changed.replay("a", unread());
        assertThat(replay.rowsRead()).isFalse();
        assertThat(replay.verdict().accepted()).isFalse();
        assertThat(replay.verdict().summary())
                .isEqualTo("2 of 3 expectations failed (mean of real <= 1: 6.806451612903226;"
                        + " real is not null, for 90 % of the values: 9 rows)");
    }

    @Test
    void rowsAreReadForWhatTheStatesDoNotTell() {
        judge("a", ROWS);
        QualityHistory changed = history(
                expect("expect_column_values_to_be_unique", "column", "name"),
                expect("expect_column_mean_to_be_between", "column", "real", "max_value", 10));
        QualityHistory.Replay replay = changed.replay("a", () -> ROWS);
        assertThat(replay.rowsRead()).isTrue();
        assertThat(replay.verdict().summary()).isEqualTo("1 of 2 expectations failed (name is unique: 40 rows)");
        assertThat(changed.replay("never judged", () -> ROWS.where("false")).rowsRead())
                .isTrue();
    }

    @Test
    void theMetricsOfARangeAreThoseOfAllItsRows() {
        judge("a", ROWS.where("id < 9"));
        judge("b", ROWS.where("id >= 9"));
        judge("none", ROWS.where("false"));
        judge("whole", ROWS);
        List<FeatureMetrics> parts =
                history().metrics(List.of("a", "none", "b")).orElseThrow();
        List<FeatureMetrics> whole = history().metrics(List.of("whole")).orElseThrow();
        assertThat(parts)
                .extracting(FeatureMetrics::feature)
                .isEqualTo(whole.stream().map(FeatureMetrics::feature).toList());
        FeatureMetrics real = parts.get(0);
        Row told = ROWS.selectExpr(
                        "count(*)",
                        "count(IF(isnan(real), NULL, real))",
                        "min(IF(isnan(real), NULL, real))",
                        "max(IF(isnan(real), NULL, real))",
                        "avg(IF(isnan(real), NULL, real))",
                        "stddev_samp(IF(isnan(real), NULL, real))")
                .first();
        assertThat(real.rows()).isEqualTo(told.getLong(0)).isEqualTo(40);
        assertThat(real.present()).isEqualTo(told.getLong(1)).isEqualTo(31);
        assertThat(Double.parseDouble(String.valueOf(real.least()))).isEqualTo(told.getDouble(2));
        assertThat(Double.parseDouble(String.valueOf(real.greatest()))).isEqualTo(told.getDouble(3));
        assertThat(real.mean()).isCloseTo(told.getDouble(4), within(1e-9));
        assertThat(real.deviation()).isCloseTo(told.getDouble(5), within(1e-9));
        assertThat(parts)
                .filteredOn(feature -> feature.feature().equals("name"))
                .allSatisfy(name -> {
                    assertThat(name.present()).isEqualTo(40);
                    assertThat(name.least()).isNull();
                    assertThat(name.mean()).isNull();
                });
        assertThat(whole.get(0).mean()).isCloseTo(told.getDouble(4), within(1e-9));
        assertThat(history().metrics(List.of("none")).orElseThrow().get(0).mean())
                .isNull();
        assertThat(history().metrics(List.of("a", "never judged"))).isEmpty();
    }

    @Test
    void theDistributionOfEachNumberIsKeptButNotOfPersons() throws IOException {
        judge("a", ROWS);
        JsonNode states = states("a");
        List<Double> told = Stream.of(states.get("distribution of real where `real` IS NOT NULL")
                        .asText()
                        .split(" "))
                .map(Double::valueOf)
                .toList();
        List<Double> values =
                ROWS.where("real IS NOT NULL AND NOT isnan(real)").sort("real").select("real").collectAsList().stream()
                        .map(row -> row.getDouble(0))
                        .toList();
        assertThat(told).hasSize(Distributions.PARTS + 1).isSorted();
        for (int i = 0; i < told.size(); i++) {
            double rank = (double) i / Distributions.PARTS * (values.size() - 1);
            assertThat(told.get(i)).isBetween(values.get((int) Math.max(0, rank - 1)), values.get((int)
                    Math.min(values.size() - 1, Math.ceil(rank + 1))));
        }
        assertThat(states.has("distribution of name where `name` IS NOT NULL")).isFalse();
        assertThat(states.get("distribution of never where `never` IS NOT NULL").isNull())
                .isTrue();

        QualityGate.of(Readings.ofPersons()).withRecords(records).judge(ROWS, DAY, "persons");
        assertThat(states("persons").has("distribution of real where `real` IS NOT NULL"))
                .isFalse();
        assertThat(states("persons").has("distribution of whole where `whole` IS NOT NULL"))
                .isTrue();
    }

    private JsonNode states(String run) throws IOException {
        return new ObjectMapper()
                .readTree(lake.resolve("quality/readings/v1/" + run + "/states.json")
                        .toFile())
                .get("states");
    }

    @Test
    void whatNoStateTellsIsLeftOutOfTheMetricsOfARange() {
        judge("a", ROWS, SUITE);
        assertThat(history(SUITE).over(List.of("a", "never judged"))).isEmpty();
        assertThat(history(SUITE).over(List.of())).isEmpty();
        assertThat(history(
                                expect("expect_column_values_to_be_unique", "column", "name"),
                                expect("expect_table_row_count_to_equal", "value", 40))
                        .over(List.of("a"))
                        .orElseThrow()
                        .results())
                .extracting(ExpectationResult::expectation)
                .containsExactly("row count = 40");
    }

    @Test
    void damagedStatesAreAnErrorThatNamesTheFile() throws IOException {
        judge("a", ROWS);
        Path states = lake.resolve("quality/readings/v1/a/states.json");
        Files.writeString(states, "{\"codec\":1,\"states\":{\"rows");
        Files.delete(states.resolveSibling(".states.json.crc"));
        assertThatThrownBy(() -> history(SUITE).over(List.of("a")))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining(states.toString())
                .hasMessageEndingWith("it is damaged. Delete it; what it says is then taken from rows.");
    }

    @Test
    void theValidationResultIsThatOfGreatExpectations() throws IOException {
        judge("a", ROWS, expect("expect_column_values_to_be_between", "column", "real", "max_value", 10));
        JsonNode document = new ObjectMapper().readTree(records.validation("a").orElseThrow());
        assertThat(document.at("/success").asBoolean()).isFalse();
        assertThat(document.at("/statistics/evaluated_expectations").asInt()).isEqualTo(5);
        assertThat(document.at("/statistics/unsuccessful_expectations").asInt()).isEqualTo(1);
        JsonNode failed = document.at("/results/4");
        assertThat(failed.at("/expectation_config/type").asText()).isEqualTo("expect_column_values_to_be_between");
        assertThat(failed.at("/expectation_config/kwargs/max_value").asInt()).isEqualTo(10);
        assertThat(failed.at("/result/unexpected_count").asInt()).isEqualTo(8);
        assertThat(failed.at("/result/missing_count").asInt()).isEqualTo(9);
        assertThat(failed.at("/exception_info/raised_exception").asBoolean()).isFalse();
        assertThat(records.validation("never judged")).isEmpty();
    }

    @Test
    void aSuggestedSuiteIsOfWarningsThatTheGateKnows() throws IOException {
        Dataset<Row> rows = rows("""
                SELECT CAST(id AS DOUBLE) AS real, IF(id % 10 = 0, NULL, id) AS whole, IF(id % 2 = 0, 'it''s', 'b') AS name
                FROM range(200)""");
        JsonNode suite = new ObjectMapper().readTree(SuggestedSuite.json(Readings.view(), rows));
        List<String> types = suite.get("expectations").findValuesAsText("type");
        assertThat(types)
                .contains(
                        "expect_column_values_to_not_be_null",
                        "expect_column_values_to_be_between",
                        "expect_column_values_to_be_in_set");
        assertThat(suite.get("expectations").findValuesAsText("severity")).containsOnly("warning");
        assertThat(suite.get("expectations").findValues("value_set").toString()).contains("\"b\"");
    }

    private void judge(String run, Dataset<Row> rows, Expectation... suite) {
        QualityGate.of(Readings.view(suite)).withRecords(records).judge(rows, DAY, run);
    }

    private QualityHistory history(Expectation... suite) {
        return QualityHistory.of(Readings.view(suite), records);
    }

    private static Supplier<Dataset<Row>> unread() {
        return () -> {
            throw new AssertionError("The rows were read, in " + LocalSpark.session());
        };
    }
}
