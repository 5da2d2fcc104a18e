package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rules over several columns of a row; {@code ignore_row_if} says which rows with missing values do not count. */
final class RecordRules {
    private static final String IGNORE = "ignore_row_if";

    private RecordRules() {}

    static Rule pairGreater(Arguments arguments) {
        List<Column> pair = pair(arguments);
        boolean orEqual = arguments.flag("or_equal");
        String condition = value(pair.get(0)) + (orEqual ? " >= " : " > ") + value(pair.get(1));
        String text =
                pair.get(0).name() + (orEqual ? " >= " : " > ") + pair.get(1).name();
        return rule(text, condition, pairScope(pair, arguments), arguments);
    }

    /** A missing value equals nothing, not even another one. */
    static Rule pairEqual(Arguments arguments) {
        List<Column> pair = pair(arguments);
        String condition = value(pair.get(0)) + " = " + value(pair.get(1));
        return rule(pair.get(0).name() + " = " + pair.get(1).name(), condition, pairScope(pair, arguments), arguments);
    }

    static Rule pairInSet(Arguments arguments) {
        List<Column> pair = List.of(arguments.column("column_A"), arguments.column("column_B"));
        List<?> pairs = arguments.list("value_pairs_set");
        String condition = pairs.stream()
                .map(allowed -> "(" + isPair(pair, allowed, arguments) + ")")
                .collect(Collectors.joining(" OR "));
        String text = "(" + pair.get(0).name() + ", " + pair.get(1).name() + ") in " + pairs;
        return rule(text, condition.isEmpty() ? "FALSE" : condition, pairScope(pair, arguments), arguments);
    }

    private static String isPair(List<Column> columns, Object allowed, Arguments arguments) {
        if (!(allowed instanceof List<?> values) || values.size() != 2) {
            throw arguments.invalid("value_pairs_set", allowed, "Write a list of pairs of values");
        }
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Object value = values.get(i);
            Column column = columns.get(i);
            conditions.add(
                    value == null
                            ? value(column) + " IS NULL"
                            : value(column) + " = "
                                    + Literal.of(column, value, "value_pairs_set", arguments)
                                            .sql());
        }
        return String.join(" AND ", conditions);
    }

    /** Missing values are equal to each other: two of them in a row are not different. */
    static Rule differentWithinRecord(Arguments arguments) {
        List<Column> columns = comparable(arguments);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                conditions.add("NOT (" + value(columns.get(i)) + " <=> " + value(columns.get(j)) + ")");
            }
        }
        return rule(
                names(columns) + " differ within a row",
                String.join(" AND ", conditions),
                listScope(columns, arguments),
                arguments);
    }

    /** A row with a missing value has no sum and is unexpected, unless it is ignored. */
    static Rule sumEqual(Arguments arguments) {
        List<Column> columns = arguments.columnList(1);
        columns.forEach(column -> Judged.requireNumber(column, arguments));
        BigDecimal total = arguments.requiredNumber("sum_total");
        boolean exact = columns.stream().allMatch(column -> Ordering.isExact(column.type()));
        String sum = columns.stream()
                .map(column -> exact ? value(column) : "CAST(" + value(column) + " AS DOUBLE)")
                .map(value -> exact ? "CAST(" + value + " AS DECIMAL(38, 6))" : value)
                .collect(Collectors.joining(" + "));
        String condition = sum + " = " + total.toPlainString() + (exact ? "BD" : "D");
        String text = String.join(" + ", columns.stream().map(Column::name).toList()) + " = " + total.toPlainString();
        return rule(text, condition, listScope(columns, arguments), arguments);
    }

    static Rule uniqueTogether(Arguments arguments) {
        List<Column> columns = arguments.columnList(2);
        String scope = listScope(columns, arguments);
        List<String> values = columns.stream().map(RecordRules::value).toList();
        return Judged.rows(
                names(columns) + " are unique together", new Measure.SinglesWithNulls(values, scope), arguments);
    }

    private static Rule rule(String text, String condition, String scope, Arguments arguments) {
        return Judged.rows(text, new Measure.Matches(condition, scope), arguments);
    }

    private static List<Column> pair(Arguments arguments) {
        List<Column> pair = List.of(arguments.column("column_A"), arguments.column("column_B"));
        requireComparable(pair, arguments);
        return pair;
    }

    private static List<Column> comparable(Arguments arguments) {
        List<Column> columns = arguments.columnList(2);
        requireComparable(columns, arguments);
        return columns;
    }

    private static void requireComparable(List<Column> columns, Arguments arguments) {
        Column first = columns.get(0);
        for (Column other : columns) {
            if (!Ordering.areComparable(first.type(), other.type())) {
                throw arguments.wrong("Invalid " + arguments.expectation().type() + ": " + first.name() + " is "
                        + first.type() + " and " + other.name() + " is " + other.type()
                        + ", which cannot be compared.");
            }
        }
    }

    private static String pairScope(List<Column> pair, Arguments arguments) {
        return switch (arguments.choice(
                IGNORE, "both_values_are_missing", "either_value_is_missing", "neither", "never")) {
            case "both_values_are_missing" -> anyPresent(pair, arguments);
            case "either_value_is_missing" -> allPresent(pair, arguments);
            default -> arguments.scope();
        };
    }

    private static String listScope(List<Column> columns, Arguments arguments) {
        return switch (arguments.choice(IGNORE, "all_values_are_missing", "any_value_is_missing", "never")) {
            case "all_values_are_missing" -> anyPresent(columns, arguments);
            case "any_value_is_missing" -> allPresent(columns, arguments);
            default -> arguments.scope();
        };
    }

    private static String anyPresent(List<Column> columns, Arguments arguments) {
        return Scope.and(
                arguments.scope(), columns.stream().map(Scope::present).collect(Collectors.joining(" OR ", "(", ")")));
    }

    private static String allPresent(List<Column> columns, Arguments arguments) {
        return Scope.and(arguments.scope(), columns.stream().map(Scope::present).collect(Collectors.joining(" AND ")));
    }

    private static String value(Column column) {
        return QuotedName.of(column.name());
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
