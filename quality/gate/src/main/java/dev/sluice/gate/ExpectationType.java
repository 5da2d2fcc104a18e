package dev.sluice.gate;

import dev.sluice.problem.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The expectations that the gate knows, named as in Great Expectations, with their arguments. */
enum ExpectationType {
    EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL(ValueRules::notNull, "column", "mostly"),
    EXPECT_COLUMN_VALUES_TO_BE_NULL(ValueRules::isNull, "column", "mostly"),
    EXPECT_COLUMN_VALUES_TO_BE_BETWEEN(ValueRules::between, withBounds("column", "mostly")),
    EXPECT_COLUMN_VALUES_TO_BE_IN_SET(ValueRules::inSet, "column", "value_set", "mostly"),
    EXPECT_COLUMN_VALUES_TO_NOT_BE_IN_SET(ValueRules::notInSet, "column", "value_set", "mostly"),
    EXPECT_COLUMN_VALUES_TO_BE_UNIQUE(ValueRules::unique, "column", "mostly"),
    EXPECT_COLUMN_VALUE_LENGTHS_TO_BE_BETWEEN(ValueRules::lengthBetween, withBounds("column", "mostly")),
    EXPECT_COLUMN_VALUE_LENGTHS_TO_EQUAL(ValueRules::lengthEqual, "column", "value", "mostly"),
    EXPECT_COLUMN_VALUE_Z_SCORES_TO_BE_LESS_THAN(ValueRules::nearMean, "column", "threshold", "double_sided", "mostly"),
    EXPECT_COLUMN_VALUES_TO_MATCH_REGEX(TextRules::matchRegex, "column", "regex", "mostly"),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX(TextRules::notMatchRegex, "column", "regex", "mostly"),
    EXPECT_COLUMN_VALUES_TO_MATCH_REGEX_LIST(TextRules::matchRegexList, "column", "regex_list", "match_on", "mostly"),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX_LIST(TextRules::notMatchRegexList, "column", "regex_list", "mostly"),
    EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN(TextRules::matchLike, "column", "like_pattern", "mostly"),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN(TextRules::notMatchLike, "column", "like_pattern", "mostly"),
    EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN_LIST(
            TextRules::matchLikeList, "column", "like_pattern_list", "match_on", "mostly"),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN_LIST(
            TextRules::notMatchLikeList, "column", "like_pattern_list", "mostly"),
    EXPECT_COLUMN_VALUES_TO_BE_OF_TYPE(SchemaRules::ofType, "column", "type_", "mostly"),
    EXPECT_COLUMN_VALUES_TO_BE_IN_TYPE_LIST(SchemaRules::inTypeList, "column", "type_list", "mostly"),
    EXPECT_COLUMN_PAIR_VALUES_A_TO_BE_GREATER_THAN_B(RecordRules::pairGreater, ofPair("or_equal")),
    EXPECT_COLUMN_PAIR_VALUES_TO_BE_EQUAL(RecordRules::pairEqual, ofPair()),
    EXPECT_COLUMN_PAIR_VALUES_TO_BE_IN_SET(RecordRules::pairInSet, ofPair("value_pairs_set")),
    EXPECT_SELECT_COLUMN_VALUES_TO_BE_UNIQUE_WITHIN_RECORD(RecordRules::differentWithinRecord, ofList()),
    EXPECT_COMPOUND_COLUMNS_TO_BE_UNIQUE(RecordRules::uniqueTogether, ofList()),
    EXPECT_MULTICOLUMN_SUM_TO_EQUAL(RecordRules::sumEqual, ofList("sum_total")),
    EXPECT_COLUMN_MIN_TO_BE_BETWEEN(ColumnRules::minimum, withBounds("column")),
    EXPECT_COLUMN_MAX_TO_BE_BETWEEN(ColumnRules::maximum, withBounds("column")),
    EXPECT_COLUMN_MEAN_TO_BE_BETWEEN(ColumnRules::mean, withBounds("column")),
    EXPECT_COLUMN_STDEV_TO_BE_BETWEEN(ColumnRules::deviation, withBounds("column")),
    EXPECT_COLUMN_SUM_TO_BE_BETWEEN(ColumnRules::sum, withBounds("column")),
    EXPECT_COLUMN_MEDIAN_TO_BE_BETWEEN(ColumnRules::median, withBounds("column")),
    EXPECT_COLUMN_QUANTILE_VALUES_TO_BE_BETWEEN(
            ColumnRules::quantiles, "column", "quantile_ranges", "allow_relative_error"),
    EXPECT_COLUMN_UNIQUE_VALUE_COUNT_TO_BE_BETWEEN(ColumnRules::distinctCount, withBounds("column")),
    EXPECT_COLUMN_PROPORTION_OF_UNIQUE_VALUES_TO_BE_BETWEEN(ColumnRules::distinctShare, withBounds("column")),
    EXPECT_COLUMN_PROPORTION_OF_NON_NULL_VALUES_TO_BE_BETWEEN(ColumnRules::presentShare, withBounds("column")),
    EXPECT_COLUMN_DISTINCT_VALUES_TO_BE_IN_SET(SetRules::distinctInSet, "column", "value_set"),
    EXPECT_COLUMN_DISTINCT_VALUES_TO_CONTAIN_SET(SetRules::distinctContain, "column", "value_set"),
    EXPECT_COLUMN_DISTINCT_VALUES_TO_EQUAL_SET(SetRules::distinctEqual, "column", "value_set"),
    EXPECT_COLUMN_MOST_COMMON_VALUE_TO_BE_IN_SET(SetRules::mostCommon, "column", "value_set", "ties_okay"),
    EXPECT_COLUMN_KL_DIVERGENCE_TO_BE_LESS_THAN(
            DivergenceRules::divergence,
            "column",
            "partition_object",
            "threshold",
            "tail_weight_holdout",
            "internal_weight_holdout",
            "bucketize_data"),
    EXPECT_COLUMN_TO_EXIST(SchemaRules::exists, "column", "column_index"),
    EXPECT_TABLE_COLUMN_COUNT_TO_EQUAL(SchemaRules::countEqual, "value"),
    EXPECT_TABLE_COLUMN_COUNT_TO_BE_BETWEEN(SchemaRules::count, withBounds()),
    EXPECT_TABLE_COLUMNS_TO_MATCH_SET(SchemaRules::matchSet, "column_set", "exact_match"),
    EXPECT_TABLE_COLUMNS_TO_MATCH_ORDERED_LIST(SchemaRules::orderedList, "column_list"),
    EXPECT_TABLE_ROW_COUNT_TO_EQUAL(TableRules::rowCountEqual, "value"),
    EXPECT_TABLE_ROW_COUNT_TO_BE_BETWEEN(TableRules::rowCount, withBounds()),
    EXPECT_TABLE_ROW_COUNT_TO_EQUAL_OTHER_TABLE(TableRules::rowCountEqualOther, "other_table_name"),
    UNEXPECTED_ROWS_EXPECTATION(TableRules::unexpectedRows, "unexpected_rows_query");

    private final Function<Arguments, Rule> compiler;
    private final List<String> arguments;

    ExpectationType(Function<Arguments, Rule> compiler, String... arguments) {
        this.compiler = compiler;
        this.arguments = List.of(arguments);
    }

    /** The rule of an expectation; an unknown type or a wrong argument is an error that says where and what is known. */
    static Rule compile(Arguments arguments) {
        String name = arguments.expectation().type();
        ExpectationType type = Arrays.stream(values())
                .filter(known -> known.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        arguments.wrong("Unknown expectation: '" + name + "'." + NearestName.hint(name, names())));
        arguments.requireKnown(type.arguments);
        return type.compiler.apply(arguments);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ExpectationType::toString).toList();
    }

    private static String[] withBounds(String... others) {
        return joined(others, Bounds.NAMES);
    }

    private static String[] ofPair(String... others) {
        return joined(others, List.of("column_A", "column_B", "ignore_row_if", "mostly"));
    }

    private static String[] ofList(String... others) {
        return joined(others, List.of("column_list", "ignore_row_if", "mostly"));
    }

    private static String[] joined(String[] some, List<String> others) {
        return Stream.concat(Stream.of(some), others.stream()).toArray(String[]::new);
    }

    /** The type's name in an expectation suite. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
