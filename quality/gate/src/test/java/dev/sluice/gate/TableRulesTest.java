package dev.sluice.gate;

import static dev.sluice.gate.Readings.expect;
import static dev.sluice.gate.Readings.judge;
import static dev.sluice.gate.Readings.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TableRulesTest {
    private static final String ROW_COUNT = "expect_table_row_count_to_be_between";
    private static final String MEAN = "expect_column_mean_to_be_between";
    private static final String MIN = "expect_column_min_to_be_between";
    private static final String MAX = "expect_column_max_to_be_between";

    private static final Dataset<Row> ROWS = rows("""
            SELECT * FROM VALUES (1.0D, 1L, 1.50BD, 'a'), (3.0D, 2L, 2.50BD, 'b'),
                                 (CAST('NaN' AS DOUBLE), 3L, NULL, 'b'), (NULL, 4L, NULL, 'b')
            AS t(real, whole, price, name)""");

    @Test
    void rowsAreCountedWithinTheirCondition() {
        assertFound(
                judge(
                        ROWS,
                        expect(ROW_COUNT, "min_value", 4, "max_value", 4),
                        expect(ROW_COUNT, "min_value", 5),
                        expect(ROW_COUNT, "max_value", 4, "strict_max", true),
                        expect(ROW_COUNT, "max_value", 3, "row_condition", "name = 'b'"),
                        expect(ROW_COUNT, "min_value", 1, "row_condition", "name = 'c'")),
                "pass 4 <= row count <= 4: 4 rows",
                "fail row count >= 5: 4 rows",
                "fail row count < 4: 4 rows",
                "pass row count <= 3 where name = 'b': 3 rows",
                "fail row count >= 1 where name = 'c': 0 rows");
    }

    @Test
    void aggregatesLeaveMissingValuesOut() {
        assertFound(
                judge(
                        ROWS,
                        expect(MEAN, "column", "real", "min_value", 2, "max_value", 2),
                        expect(MEAN, "column", "real", "min_value", 2, "strict_min", true),
                        expect(MIN, "column", "real", "min_value", 1),
                        expect(MAX, "column", "real", "max_value", 3),
                        expect(MAX, "column", "real", "max_value", 2.999),
                        expect(MEAN, "column", "price", "max_value", 2),
                        expect(MAX, "column", "whole", "max_value", 3),
                        expect(MAX, "column", "real", "max_value", 1, "row_condition", "name = 'a'"),
                        expect(MEAN, "column", "never", "min_value", 0)),
                "pass 2 <= mean of real <= 2: 2.0",
                "fail mean of real > 2: 2.0",
                "pass least real >= 1: 1.0",
                "pass greatest real <= 3: 3.0",
                "fail greatest real <= 2.999: 3.0",
                "pass mean of price <= 2: 2.0",
                "fail greatest whole <= 3: 4",
                "pass greatest real <= 1 where name = 'a': 1.0",
                "fail mean of never >= 0: no value");
    }

    @Test
    void overNoRowThereIsACountButNoMean() {
        Dataset<Row> nothing = ROWS.where("false");
        assertFound(
                judge(nothing, expect(ROW_COUNT, "max_value", 0), expect(MEAN, "column", "real", "min_value", 0)),
                "pass row count <= 0: 0 rows",
                "fail mean of real >= 0: no value");
    }

    private static void assertFound(List<ExpectationResult> results, String... expected) {
        assertThat(results)
                .extracting(result -> (result.success() ? "pass " : "fail ") + result.shortly())
                .containsExactly(expected);
    }
}
