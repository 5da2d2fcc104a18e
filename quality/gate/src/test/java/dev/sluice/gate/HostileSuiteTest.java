package dev.sluice.gate;

import static dev.sluice.gate.Readings.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.expectation.Expectation;
import dev.sluice.problem.ErrorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no suite should hold is refused before a row is read, with its place. */
class HostileSuiteTest {
    private static final String NOT_NULL = "expect_column_values_to_not_be_null";

    @Test
    void queriesOverAnythingButTheBatchAreRefused() {
        for (String query : List.of(
                "SELECT 1",
                "SELECT * FROM secrets WHERE 'x' = '{batch}'",
                "SELECT * FROM {batch}, parquet.`/etc/passwd`",
                "SELECT * FROM {batch}; DROP TABLE x",
                "DROP TABLE {batch}",
                "INSERT INTO t SELECT * FROM {batch}",
                "SELECT reflect('java.lang.System', 'exit', 1) FROM {batch}")) {
            refused(expect("unexpected_rows_expectation", "unexpected_rows_query", query));
        }
        assertThat(QualityGate.problems(Readings.view(expect(
                        "unexpected_rows_expectation", "unexpected_rows_query", "SELECT * FROM {batch}, secrets"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .hasMessage("views/readings.json:7:1: Invalid query: 'secrets' is not among the gate's sources."
                                + " Known: {batch}. A query of the gate reads nothing else."));
        assertThat(QualityGate.problems(Readings.view(expect(
                        "unexpected_rows_expectation",
                        "unexpected_rows_query",
                        "SELECT * FROM {batch} WHERE real > whole"))))
                .isEmpty();
    }

    @Test
    void otherTablesAreNames() {
        for (String table : List.of("parquet.`/etc/passwd`", "a; DROP TABLE b", "../x", "a.b.c.d", "")) {
            refused(expect("expect_table_row_count_to_equal_other_table", "other_table_name", table));
        }
    }

    @Test
    void structuredConditionsAreOfKnownColumnsAndNotDeep() {
        Map<String, Object> leaf = Map.of("type", "nullity", "column", Map.of("name", "real"), "is_null", true);
        Map<String, Object> deep = leaf;
        for (int i = 0; i < 1_000; i++) {
            deep = Map.of("type", "and", "conditions", List.of(deep));
        }
        List<Object> conditions =
                new ArrayList<>(List.of(deep, Map.of(), Map.of("type", "or", "conditions", List.of())));
        conditions.add(Map.of("type", "and", "conditions", Collections.nCopies(1_000, leaf)));
        conditions.add(Map.of("type", "pass_through", "pass_through_filter", "real > (SELECT 1)"));
        conditions.add(Map.of("type", "nullity", "column", Map.of("name", "real` OR TRUE --"), "is_null", true));
        conditions.add(Map.of(
                "type", "comparison", "column", Map.of("name", "real"), "operator", "> 1 OR 1 =", "parameter", 1));
        conditions.forEach(condition -> refused(expect(NOT_NULL, "column", "name", "row_condition", condition)));
        refused(expect(
                NOT_NULL,
                "column",
                "name",
                "row_condition",
                "col(\"real\") > 1; DROP TABLE x",
                "condition_parser",
                "great_expectations"));
    }

    @Test
    void patternsAndListsHaveLimits() {
        refused(expect("expect_column_values_to_match_regex", "column", "name", "regex", "(".repeat(1_000)));
        refused(expect("expect_column_values_to_match_regex", "column", "name", "regex", "a".repeat(3_000)));
        refused(expect("expect_column_values_to_match_regex_list", "column", "name", "regex_list", List.of("a", "[")));
        refused(expect("expect_column_values_to_match_like_pattern", "column", "name", "like_pattern", "50\\"));
        refused(expect(
                "expect_column_values_to_be_in_set", "column", "name", "value_set", Collections.nCopies(20_000, "a")));
    }

    @Test
    void argumentsThatContradictTheirColumnsAreRefused() {
        refused(expect("expect_column_pair_values_to_be_equal", "column_A", "name", "column_B", "real"));
        refused(expect("expect_compound_columns_to_be_unique", "column_list", List.of("name", "name")));
        refused(expect("expect_multicolumn_sum_to_equal", "column_list", List.of("name"), "sum_total", 1));
        refused(expect("expect_column_max_to_be_between", "column", "list", "max_value", 1));
        refused(expect("expect_column_values_to_be_of_type", "column", "real", "type_", "DoubelType"));
        refused(expect(
                "expect_column_quantile_values_to_be_between",
                "column",
                "real",
                "quantile_ranges",
                Map.of("quantiles", List.of(0.5, 2), "value_ranges", List.of(List.of(1, 2), List.of(1, 2)))));
        refused(expect(
                "expect_column_kl_divergence_to_be_less_than",
                "column",
                "real",
                "threshold",
                1,
                "partition_object",
                Map.of("bins", List.of(1, 1, 2), "weights", List.of(0.5, 0.5))));
    }

    private static void refused(Expectation expectation) {
        assertThat(QualityGate.problems(Readings.view(expectation)))
                .as(expectation.type())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ErrorType.DEFINITION);
                    assertThat(problem)
                            .hasMessageStartingWith("views/readings.json:7:")
                            .hasMessageNotContaining("\n");
                    assertThat(problem.getMessage().length()).isLessThan(600);
                });
    }
}
