package dev.sluice.gate;

import static dev.sluice.gate.Readings.expect;
import static dev.sluice.gate.Readings.judge;
import static dev.sluice.gate.Readings.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.expectation.Expectation;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ValueRulesTest {
    private static final String NOT_NULL = "expect_column_values_to_not_be_null";
    private static final String BETWEEN = "expect_column_values_to_be_between";
    private static final String IN_SET = "expect_column_values_to_be_in_set";
    private static final String NOT_IN_SET = "expect_column_values_to_not_be_in_set";
    private static final String REGEX = "expect_column_values_to_match_regex";
    private static final String NOT_REGEX = "expect_column_values_to_not_match_regex";
    private static final String UNIQUE = "expect_column_values_to_be_unique";

    /** One null, one NaN, and 1, 2, 3, -0.0 in the columns of numbers. */
    private static final Dataset<Row> ROWS = rows("""
            SELECT real, CAST(real AS FLOAT) AS single, IF(isnan(real), 4, CAST(real AS LONG)) AS whole,
                   IF(isnan(real), 4, CAST(real AS INT)) AS small, IF(isnan(real), 4.00, CAST(real AS DECIMAL(18,2))) AS price,
                   name, name = 'a' AS flag, date'2001-03-05' AS day, timestamp'2001-03-05T12:00:00Z' AS moment,
                   CAST('x' AS BINARY) AS blob, array(1L, NULL) AS list
            FROM VALUES (1.0D, 'a'), (2.0D, 'b'), (3.0D, 'a'), (CAST('NaN' AS DOUBLE), 'it\\'s'),
                        (NULL, NULL), (-0.0D, 'c\\\\d') AS t(real, name)""");

    @Test
    void nullsAndNansAreMissingValues() {
        assertFound(
                judge(
                        ROWS,
                        expect(NOT_NULL, "column", "name"),
                        expect(NOT_NULL, "column", "real"),
                        expect(NOT_NULL, "column", "single"),
                        expect(NOT_NULL, "column", "real", "mostly", 0.6),
                        expect(NOT_NULL, "column", "real", "mostly", 0.7),
                        expect(NOT_NULL, "column", "never"),
                        expect(NOT_NULL, "column", "list"),
                        expect(NOT_NULL, "column", "blob"),
                        expect(NOT_NULL, "column", "real", "row_condition", "name IN ('a', 'b')")),
                "fail 1/6 name is not null",
                "fail 2/6 real is not null",
                "fail 2/6 single is not null",
                "pass 2/6 real is not null, for 60 % of the values",
                "fail 2/6 real is not null, for 70 % of the values",
                "fail 6/6 never is not null",
                "pass 0/6 list is not null",
                "pass 0/6 blob is not null",
                "pass 0/3 real is not null where name IN ('a', 'b')");
    }

    @Test
    void boundsBelongToTheRangeUnlessTheyAreStrict() {
        assertFound(
                judge(
                        ROWS,
                        expect(BETWEEN, "column", "real", "min_value", 0, "max_value", 3),
                        expect(BETWEEN, "column", "real", "min_value", 0, "strict_min", true),
                        expect(BETWEEN, "column", "real", "max_value", 3, "strict_max", true),
                        expect(
                                BETWEEN,
                                "column",
                                "real",
                                "min_value",
                                0,
                                "max_value",
                                3,
                                "strict_max",
                                true,
                                "strict_min",
                                true),
                        expect(BETWEEN, "column", "real", "max_value", 2.5, "mostly", 0.75),
                        expect(BETWEEN, "column", "real", "max_value", 2.5, "mostly", 0.7501),
                        expect(BETWEEN, "column", "never", "min_value", 0),
                        expect(BETWEEN, "column", "real", "min_value", 2, "row_condition", "name = 'a'"),
                        expect(BETWEEN, "column", "real", "min_value", 9, "row_condition", "name = 'nobody'")),
                "pass 0/6 0 <= real <= 3",
                "fail 1/6 real > 0",
                "fail 1/6 real < 3",
                "fail 2/6 0 < real < 3",
                "pass 1/6 real <= 2.5, for 75 % of the values",
                "fail 1/6 real <= 2.5, for 75.01 % of the values",
                "pass 0/6 never >= 0",
                "fail 1/2 real >= 2 where name = 'a'",
                "pass 0/0 real >= 9 where name = 'nobody'");
    }

    @Test
    void boundsAreOfTheColumnsType() {
        assertFound(
                judge(
                        ROWS,
                        expect(BETWEEN, "column", "whole", "min_value", 0.5),
                        expect(BETWEEN, "column", "whole", "max_value", 4.0),
                        expect(BETWEEN, "column", "small", "max_value", 9_000_000_000L),
                        expect(BETWEEN, "column", "single", "max_value", 3.0),
                        expect(BETWEEN, "column", "price", "min_value", 0, "max_value", 3.99),
                        expect(BETWEEN, "column", "name", "min_value", "a", "max_value", "d"),
                        expect(BETWEEN, "column", "day", "min_value", "2001-03-05", "max_value", "2001-03-05"),
                        expect(
                                BETWEEN,
                                "column",
                                "moment",
                                "min_value",
                                "2001-03-05T17:30:00+05:30",
                                "max_value",
                                "2001-03-06"),
                        expect(BETWEEN, "column", "moment", "min_value", "2001-03-05T12:00:00.000001Z"),
                        expect(BETWEEN, "column", "event_time", "max_value", "2001-03-06")),
                "fail 1/6 whole >= 0.5",
                "pass 0/6 whole <= 4.0",
                "pass 0/6 small <= 9000000000",
                "pass 0/6 single <= 3.0",
                "fail 1/6 0 <= price <= 3.99",
                "fail 1/6 a <= name <= d",
                "pass 0/6 2001-03-05 <= day <= 2001-03-05",
                "pass 0/6 2001-03-05T17:30:00+05:30 <= moment <= 2001-03-06",
                "fail 6/6 moment >= 2001-03-05T12:00:00.000001Z",
                "pass 0/6 event_time <= 2001-03-06");
    }

    @Test
    void aFloatIsComparedAsAFloatAndInfinityIsAValue() {
        Dataset<Row> rows = rows("SELECT 0.1f AS single, CAST('Infinity' AS DOUBLE) AS real");
        assertFound(
                judge(
                        rows,
                        expect(BETWEEN, "column", "single", "min_value", 0.1, "max_value", 0.1),
                        expect(IN_SET, "column", "single", "value_set", List.of(0.1)),
                        expect(BETWEEN, "column", "real", "max_value", 1e308)),
                "pass 0/1 0.1 <= single <= 0.1",
                "pass 0/1 single in [0.1]",
                "fail 1/1 real <= 1.0E308");
    }

    @Test
    void aSetIsComparedInTheColumnsType() {
        assertFound(
                judge(
                        ROWS,
                        expect(IN_SET, "column", "name", "value_set", List.of("a", "b", "it's", "c\\d")),
                        expect(IN_SET, "column", "name", "value_set", List.of("a", "x' OR TRUE OR '")),
                        expect(IN_SET, "column", "name", "value_set", List.of("a"), "mostly", 0.4),
                        expect(IN_SET, "column", "name", "value_set", List.of()),
                        expect(IN_SET, "column", "real", "value_set", List.of(0, 1, 2.0, 3)),
                        expect(IN_SET, "column", "whole", "value_set", List.of(0, 1, 2, 3)),
                        expect(IN_SET, "column", "price", "value_set", List.of(0, 1, 2, 3, 4.00)),
                        expect(IN_SET, "column", "flag", "value_set", List.of(true)),
                        expect(IN_SET, "column", "day", "value_set", List.of("2001-03-05")),
                        expect(IN_SET, "column", "never", "value_set", List.of(1)),
                        expect(NOT_IN_SET, "column", "name", "value_set", List.of("b")),
                        expect(NOT_IN_SET, "column", "name", "value_set", List.of())),
                "pass 0/6 name in [a, b, it's, c\\d]",
                "fail 3/6 name in [a, x' OR TRUE OR ']",
                "pass 3/6 name in [a], for 40 % of the values",
                "fail 5/6 name in []",
                "pass 0/6 real in [0, 1, 2.0, 3]",
                "fail 1/6 whole in [0, 1, 2, 3]",
                "pass 0/6 price in [0, 1, 2, 3, 4.0]",
                "fail 3/6 flag in [true]",
                "pass 0/6 day in [2001-03-05]",
                "pass 0/6 never in [1]",
                "fail 1/6 name not in [b]",
                "pass 0/6 name not in []");
    }

    @Test
    void aRegexIsLookedForAnywhereInTheValue() {
        assertFound(
                judge(
                        ROWS,
                        expect(REGEX, "column", "name", "regex", "^[a-z]$"),
                        expect(REGEX, "column", "name", "regex", "\\\\"),
                        expect(REGEX, "column", "name", "regex", "'|^.", "mostly", 1),
                        expect(NOT_REGEX, "column", "name", "regex", "'"),
                        expect(REGEX, "column", "name", "regex", "^.$", "row_condition", "flag")),
                "fail 2/6 name matches ^[a-z]$",
                "fail 4/6 name matches \\\\",
                "pass 0/6 name matches '|^.",
                "fail 1/6 name does not match '",
                "pass 0/2 name matches ^.$ where flag");
    }

    @Test
    void allHoldersOfARepeatedValueAreUnexpected() {
        assertFound(
                judge(
                        ROWS,
                        expect(UNIQUE, "column", "name"),
                        expect(UNIQUE, "column", "name", "mostly", 0.6),
                        expect(UNIQUE, "column", "real"),
                        expect(UNIQUE, "column", "never"),
                        expect(UNIQUE, "column", "day", "row_condition", "name = 'b'"),
                        expect(UNIQUE, "column", "day")),
                "fail 2/6 name is unique",
                "pass 2/6 name is unique, for 60 % of the values",
                "pass 0/6 real is unique",
                "pass 0/6 never is unique",
                "pass 0/1 day is unique where name = 'b'",
                "fail 6/6 day is unique");
    }

    @Test
    void overNoRowEveryRuleAboutValuesHolds() {
        Dataset<Row> nothing = ROWS.where("false");
        Expectation[] expectations = {
            expect(NOT_NULL, "column", "name"),
            expect(BETWEEN, "column", "real", "min_value", 0),
            expect(IN_SET, "column", "name", "value_set", List.of()),
            expect(REGEX, "column", "name", "regex", "x"),
            expect(UNIQUE, "column", "name")
        };
        assertThat(judge(nothing, expectations)).allSatisfy(result -> {
            assertThat(result.success()).isTrue();
            assertThat(result.error()).isNull();
            assertThat(result.observed()).isEqualTo("0 of 0 values unexpected");
        });
    }

    @Test
    void whatWasSeenSaysHowManyValuesWereMissing() {
        ExpectationResult result = judge(expect(BETWEEN, "column", "real", "min_value", 1), ROWS);
        assertThat(result.observed()).isEqualTo("1 of 4 values unexpected, 2 missing");
        assertThat(result.shortly()).isEqualTo("real >= 1: 1 row");
        assertThat(result.origin()).hasToString("views/readings.json:7");
    }

    private static void assertFound(List<ExpectationResult> results, String... expected) {
        assertThat(results)
                .extracting(result -> (result.success() ? "pass " : "fail ") + result.unexpectedCount() + "/"
                        + result.elementCount() + " " + result.expectation()
                        + (result.error() == null ? "" : " " + result.error()))
                .containsExactly(expected);
    }
}
