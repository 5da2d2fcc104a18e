package dev.sluice.gate;

import static dev.sluice.gate.Readings.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteMistakesTest {
    private static final String AT = "views/readings.json:7: ";
    private static final String BETWEEN = "expect_column_values_to_be_between";
    private static final String IN_SET = "expect_column_values_to_be_in_set";
    private static final String REGEX = "expect_column_values_to_match_regex";

    @Test
    void anUnknownTypeNamesTheNearest() {
        assertMistake(
                expect("expect_column_values_to_be_betwen", "column", "real"),
                "Unknown expectation: 'expect_column_values_to_be_betwen'."
                        + " Did you mean 'expect_column_values_to_be_between'?");
    }

    @Test
    void anUnknownArgumentNamesTheNearest() {
        assertMistake(
                expect(BETWEEN, "column", "real", "min_vale", 1),
                "Unknown argument: 'min_vale' of expect_column_values_to_be_between. Did you mean 'min_value'?");
    }

    @Test
    void anUnknownColumnNamesTheNearest() {
        assertMistake(
                expect(BETWEEN, "column", "raal", "min_value", 1),
                "Unknown column: 'raal' of readings@1. Did you mean 'real'?");
    }

    @Test
    void aMissingArgumentIsNamed() {
        assertMistake(expect(BETWEEN), "Invalid expect_column_values_to_be_between: the argument 'column' is missing.");
        assertMistake(
                expect(BETWEEN, "column", "real"),
                "Invalid expect_column_values_to_be_between: it has no bound. Give min_value, max_value or both.");
        assertMistake(
                expect("expect_table_row_count_to_be_between"),
                "Invalid expect_table_row_count_to_be_between: it has no bound. Give min_value, max_value or both.");
    }

    @Test
    void argumentsHaveTypes() {
        assertMistake(
                expect(BETWEEN, "column", 5, "min_value", 1),
                "Invalid column: 5 in expect_column_values_to_be_between. Write a text.");
        assertMistake(
                expect(BETWEEN, "column", "real", "min_value", 1, "strict_min", "yes"),
                "Invalid strict_min: 'yes' in expect_column_values_to_be_between. Write true or false.");
        assertMistake(
                expect(BETWEEN, "column", "real", "min_value", 1, "mostly", "most"),
                "Invalid mostly: 'most' in expect_column_values_to_be_between. Write a number.");
        assertMistake(
                expect(BETWEEN, "column", "real", "min_value", 1, "mostly", 95),
                "Invalid mostly: 95 in expect_column_values_to_be_between. Write a share from 0 to 1.");
        assertMistake(
                expect(IN_SET, "column", "name", "value_set", "a"),
                "Invalid value_set: 'a' in expect_column_values_to_be_in_set. Write a list.");
        assertMistake(
                expect("expect_table_row_count_to_be_between", "min_value", "10"),
                "Invalid min_value: '10' in expect_table_row_count_to_be_between. Write a number.");
    }

    @Test
    void valuesAreOfTheColumnsType() {
        assertMistake(
                expect(BETWEEN, "column", "real", "min_value", "low"),
                "Invalid min_value: 'low' in expect_column_values_to_be_between. The column 'real' is double.");
        assertMistake(
                expect(IN_SET, "column", "name", "value_set", List.of(1)),
                "Invalid value_set: 1 in expect_column_values_to_be_in_set. The column 'name' is string.");
        assertMistake(
                expect(BETWEEN, "column", "day", "min_value", "5 March"),
                "Invalid min_value: '5 March' in expect_column_values_to_be_between. The column 'day' is date.");
        assertMistake(
                expect(BETWEEN, "column", "list", "min_value", 1),
                "Invalid min_value: 1 in expect_column_values_to_be_between. The column 'list' is array<long>.");
        assertMistake(
                expect(BETWEEN, "column", "blob", "min_value", "x"),
                "Invalid min_value: 'x' in expect_column_values_to_be_between. The column 'blob' is bytes.");
        assertMistake(
                expect(BETWEEN, "column", "moment", "min_value", "noon"),
                "Invalid min_value: 'noon' in expect_column_values_to_be_between. Invalid time: 'noon'. Write a day as"
                        + " 2001-03-05, an hour as 2001-03-05T13 or an instant as 2001-03-05T13:45:00Z.");
    }

    @Test
    void aMinimumAboveTheMaximumIsAMistake() {
        assertMistake(
                expect(BETWEEN, "column", "real", "min_value", 2, "max_value", 1.5),
                "Invalid expect_column_values_to_be_between: min_value 2 is greater than max_value 1.5.");
        assertMistake(
                expect("expect_table_row_count_to_be_between", "min_value", 2, "max_value", 1),
                "Invalid expect_table_row_count_to_be_between: min_value 2 is greater than max_value 1.");
    }

    @Test
    void aRegexMustBeOneAndNeedsAString() {
        assertMistake(
                expect(REGEX, "column", "name", "regex", "[a"),
                "Invalid regex: '[a' in expect_column_values_to_match_regex. Unclosed character class at character 1.");
        assertMistake(
                expect(REGEX, "column", "whole", "regex", "a"),
                "Invalid column: 'whole' in expect_column_values_to_match_regex. It is long, a regex needs a string.");
        assertMistake(
                expect("expect_column_mean_to_be_between", "column", "name", "min_value", 0),
                "Invalid column: 'name' in expect_column_mean_to_be_between. It is string, this needs a number.");
    }

    @Test
    void aRowConditionIsHarmlessSparkSqlOverTheViewsColumns() {
        for (String hostile : List.of(
                "real > (SELECT max(x) FROM secrets)",
                "EXISTS (SELECT 1 FROM secrets)",
                "reflect('java.lang.System', 'exit', 1) IS NULL",
                "real > rand()",
                "moment < now()",
                "TRUE) OR (FALSE",
                "1 = 1; DROP TABLE x",
                "real > :start",
                "unknown > 1",
                "real >")) {
            Expectation expectation = expect(BETWEEN, "column", "real", "min_value", 0, "row_condition", hostile);
            assertThat(QualityGate.problems(Readings.view(expectation)))
                    .as(hostile)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.type()).isEqualTo(ErrorType.DEFINITION);
                        assertThat(problem)
                                .hasMessageStartingWith("views/readings.json:7")
                                .hasMessageNotContaining("\n");
                    });
        }
        assertMistake(
                expect(BETWEEN, "column", "real", "min_value", 0, "row_condition", "x", "condition_parser", "pandas"),
                "Invalid condition_parser: 'pandas' in expect_column_values_to_be_between."
                        + " Write row_condition as Spark SQL, with the parser 'spark'.");
    }

    @Test
    void allMistakesAreReportedInOneGo() {
        var view = Readings.view(
                expect("expect_nothing"),
                expect(
                        BETWEEN,
                        "column",
                        "real",
                        "min_value",
                        0,
                        "result_format",
                        "BASIC",
                        "condition_parser",
                        "spark"),
                expect(BETWEEN, "column", "real"));
        assertThat(QualityGate.problems(view)).hasSize(2);
        assertThatThrownBy(() -> QualityGate.of(view))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith(AT + "Unknown expectation: 'expect_nothing'");
    }

    @Test
    void anExpectationBuiltInJavaHasNoPlace() {
        Expectation unknown = new Expectation("expect_nothing", Map.of(), Severity.INFO, null);
        assertThat(QualityGate.problems(Readings.view(unknown)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).hasMessageStartingWith("Unknown expectation: 'expect_nothing'."));
    }

    private static void assertMistake(Expectation expectation, String message) {
        assertThat(QualityGate.problems(Readings.view(expectation)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem).hasMessage(AT + message);
                    assertThat(problem.type()).isEqualTo(ErrorType.DEFINITION);
                });
    }
}
