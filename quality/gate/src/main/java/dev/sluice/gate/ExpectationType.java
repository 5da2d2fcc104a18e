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
    EXPECT_COLUMN_VALUES_TO_BE_BETWEEN(ValueRules::between, withBounds("column", "mostly")),
    EXPECT_COLUMN_VALUES_TO_BE_IN_SET(ValueRules::inSet, "column", "value_set", "mostly"),
    EXPECT_COLUMN_VALUES_TO_NOT_BE_IN_SET(ValueRules::notInSet, "column", "value_set", "mostly"),
    EXPECT_COLUMN_VALUES_TO_MATCH_REGEX(ValueRules::matchRegex, "column", "regex", "mostly"),
    EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX(ValueRules::notMatchRegex, "column", "regex", "mostly"),
    EXPECT_COLUMN_VALUES_TO_BE_UNIQUE(ValueRules::unique, "column", "mostly"),
    EXPECT_TABLE_ROW_COUNT_TO_BE_BETWEEN(TableRules::rowCount, withBounds()),
    EXPECT_COLUMN_MEAN_TO_BE_BETWEEN(TableRules::mean, withBounds("column")),
    EXPECT_COLUMN_MIN_TO_BE_BETWEEN(TableRules::minimum, withBounds("column")),
    EXPECT_COLUMN_MAX_TO_BE_BETWEEN(TableRules::maximum, withBounds("column"));

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

    private static List<String> names() {
        return Arrays.stream(values()).map(ExpectationType::toString).toList();
    }

    private static String[] withBounds(String... others) {
        return Stream.concat(Stream.of(others), Bounds.NAMES.stream()).toArray(String[]::new);
    }

    /** The type's name in an expectation suite. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
