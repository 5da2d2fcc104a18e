package dev.sluice.gate;

import static dev.sluice.gate.Readings.expect;
import static dev.sluice.gate.Readings.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.transform.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The rules that Great Expectations does not have on pandas, so that GreatExpectationsTest cannot compare them. */
class UncomparedRulesTest {
    private static final String LIKE = "expect_column_values_to_match_like_pattern";
    private static final String NOT_LIKE = "expect_column_values_to_not_match_like_pattern";
    private static final String OTHER = "expect_table_row_count_to_equal_other_table";
    private static final Dataset<Row> ROWS =
            rows("SELECT * FROM VALUES ('abc', 1.0D), ('a%c', 2.0D), ('', -1.0D), (NULL, NULL) AS t(name, real)");

    @Test
    void aLikePatternIsOfTheWholeValue() {
        assertFound(
                Readings.judge(
                        ROWS,
                        expect(LIKE, "column", "name", "like_pattern", "a_c"),
                        expect(LIKE, "column", "name", "like_pattern", "a\\%c"),
                        expect(LIKE, "column", "name", "like_pattern", "b"),
                        expect(NOT_LIKE, "column", "name", "like_pattern", "%b%"),
                        expect(LIKE + "_list", "column", "name", "like_pattern_list", List.of("a%", "")),
                        expect(
                                LIKE + "_list",
                                "column",
                                "name",
                                "like_pattern_list",
                                List.of("a%", "%b%"),
                                "match_on",
                                "all"),
                        expect(NOT_LIKE + "_list", "column", "name", "like_pattern_list", List.of("x", "_b%"))),
                "false 1/4",
                "false 2/4",
                "false 3/4",
                "false 1/4",
                "true 0/4",
                "false 2/4",
                "false 1/4");
    }

    @Test
    void aQueryOverTheBatchFindsNothing() {
        assertFound(
                Readings.judge(
                        ROWS,
                        expect(
                                "unexpected_rows_expectation",
                                "unexpected_rows_query",
                                "SELECT * FROM {batch} WHERE real < 0"),
                        expect(
                                "unexpected_rows_expectation",
                                "unexpected_rows_query",
                                "SELECT name, count(*) FROM {batch} GROUP BY name HAVING count(*) > 1")),
                "false 1/4",
                "true 0/4");
    }

    @Test
    void anotherTablesRowsAreCountedAndATableThatIsNotThereFailsAlone() {
        LocalSpark.session().range(4).createOrReplaceGlobalTempView("four");
        List<ExpectationResult> results = Readings.judge(
                ROWS,
                expect(OTHER, "other_table_name", "global_temp.four"),
                expect(OTHER, "other_table_name", "global_temp.four", "row_condition", "real > 0"),
                expect(OTHER, "other_table_name", "nowhere.at_all"),
                expect("expect_table_row_count_to_equal", "value", 4));
        assertFound(results, "true 0/4", "false 0/2", "false 0/0", "true 0/4");
        assertThat(results.get(2).error()).startsWith("cannot be measured: ").contains("nowhere");
    }

    private static void assertFound(List<ExpectationResult> results, String... expected) {
        assertThat(results)
                .extracting(result -> result.success() + " " + result.unexpectedCount() + "/" + result.elementCount())
                .containsExactly(expected);
    }
}
