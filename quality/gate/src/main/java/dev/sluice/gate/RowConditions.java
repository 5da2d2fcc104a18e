package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The forms of row_condition in Great Expectations: Spark SQL with the parser {@code spark}, its older
 * {@code col("x") > 5}, and the structured conditions of GX Core since 1.9.
 */
record RowConditions(Arguments arguments) {
    private static final int MOST_CONDITIONS = 100;
    private static final int MOST_DEPTH = 20;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> OLD_PARSERS = Set.of("great_expectations", "great_expectations__experimental__");
    private static final Pattern OLD = Pattern.compile("\\s*col\\(\\s*([\"'])(.+?)\\1\\s*\\)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern OLD_COMPARISON = Pattern.compile("(==|!=|<=|>=|<|>)\\s*(.+?)\\s*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("(?:date\\(\\s*)?([\"'])(.*)\\1(?:\\s*\\))?", Pattern.DOTALL);

    /** The condition as Spark SQL; its safety and its columns are not checked here when it was written as SQL. */
    String sql(Object condition, @Nullable Object parser) {
        if (condition instanceof Map<?, ?> structured) {
            return structured(structured, 0);
        }
        if (!(condition instanceof String text) || text.isBlank()) {
            throw arguments.invalid("row_condition", condition, "Write a text or a mapping with a type");
        }
        if (parser == null || parser.equals("spark")) {
            return text;
        }
        if (parser instanceof String name && OLD_PARSERS.contains(name)) {
            return old(text);
        }
        throw arguments.invalid(
                "condition_parser", parser, "Write row_condition as Spark SQL, with the parser 'spark'");
    }

    private String old(String text) {
        Matcher column = OLD.matcher(text);
        if (!column.matches()) {
            throw arguments.invalid("row_condition", text, "Write col(\"name\") > 5, or Spark SQL with parser 'spark'");
        }
        String rest = column.group(3).strip();
        if (rest.equals(".notNull()")) {
            return Scope.present(column(column.group(2)));
        }
        Matcher comparison = OLD_COMPARISON.matcher(rest);
        if (!comparison.matches()) {
            throw arguments.invalid("row_condition", text, "Write col(\"name\") > 5 or col(\"name\").notNull()");
        }
        return compared(column(column.group(2)), comparison.group(1), value(comparison.group(2)));
    }

    private static Object value(String written) {
        Matcher quoted = QUOTED.matcher(written);
        if (quoted.matches()) {
            return quoted.group(2);
        }
        try {
            return new BigDecimal(written);
        } catch (NumberFormatException e) {
            return written;
        }
    }

    private String structured(Map<?, ?> condition, int depth) {
        if (depth > MOST_DEPTH) {
            throw arguments.wrong("Invalid row_condition: it is nested too deeply.");
        }
        Object type = condition.get("type");
        if ("and".equals(type) || "or".equals(type)) {
            return all(condition, "and".equals(type) ? " AND " : " OR ", depth);
        }
        if ("pass_through".equals(type) && condition.get("pass_through_filter") instanceof String filter) {
            return filter;
        }
        if (condition.get("column") instanceof Map<?, ?> column) {
            Column named = column(String.valueOf(column.get("name")));
            if ("nullity".equals(type)) {
                String present = Scope.present(named);
                return Boolean.TRUE.equals(condition.get("is_null")) ? "NOT (" + present + ")" : present;
            }
            if ("comparison".equals(type)) {
                return compared(named, String.valueOf(condition.get("operator")), condition.get("parameter"));
            }
        }
        throw arguments.invalid(
                "row_condition", condition, "Its type is comparison, nullity, and, or; with a column {name: ...}");
    }

    private String all(Map<?, ?> condition, String word, int depth) {
        if (!(condition.get("conditions") instanceof List<?> parts)
                || parts.isEmpty()
                || parts.size() > MOST_CONDITIONS
                || !parts.stream().allMatch(Map.class::isInstance)) {
            throw arguments.invalid("row_condition", condition, "Write 1 to " + MOST_CONDITIONS + " conditions");
        }
        return parts.stream()
                .map(part -> "(" + structured((Map<?, ?>) part, depth + 1) + ")")
                .collect(Collectors.joining(word));
    }

    /** A comparison in the column's type; a missing value meets none. */
    private String compared(Column column, String operator, @Nullable Object parameter) {
        String name = QuotedName.of(column.name());
        String present = Scope.present(column) + " AND ";
        if (parameter instanceof List<?> values && (operator.equals("IN") || operator.equals("NOT_IN"))) {
            String in = ValueSet.of(column, values, "row_condition", arguments).condition();
            return present + (operator.equals("IN") ? in : "NOT (" + in + ")");
        }
        if (!COMPARISONS.contains(operator) || parameter == null) {
            throw arguments.invalid("row_condition", operator, "Compare with ==, !=, <, <=, >, >=, IN or NOT_IN");
        }
        return present + name + " " + operator + " "
                + Literal.of(column, parameter, "row_condition", arguments).sql();
    }

    private Column column(String name) {
        return arguments.named(name);
    }
}
