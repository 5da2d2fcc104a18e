package dev.sluice.gate;

import dev.sluice.expectation.Expectation;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.SystemColumn;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.transform.RowCondition;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The arguments of one expectation, read as what they should be; what is wrong says where and how to mend it. */
record Arguments(Expectation expectation, FeatureView view) {
    private static final String ROW_CONDITION = "row_condition";
    private static final String CONDITION_PARSER = "condition_parser";
    private static final int MOST_SHOWN = 200;
    private static final int MOST_VALUES = 10_000;

    /** They shape reports in Great Expectations; here they change nothing. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("result_format", "catch_exceptions", "include_config", "batch_id", "meta");

    /** Refuses arguments that the type does not have. Every type has a row_condition. */
    void requireKnown(Collection<String> names) {
        Set<String> known = new TreeSet<>(names);
        known.addAll(List.of(ROW_CONDITION, CONDITION_PARSER));
        for (String name : expectation.kwargs().keySet()) {
            if (!known.contains(name) && !WITHOUT_EFFECT.contains(name)) {
                throw wrong("Unknown argument: '" + name + "' of " + expectation.type() + "."
                        + NearestName.hint(name, known));
            }
        }
    }

    /** The column that {@code column} names: a key, a feature or event_time. */
    Column column() {
        return column("column");
    }

    /** The column that an argument names. */
    Column column(String argument) {
        return named(text(argument));
    }

    /** The columns that {@code column_list} names: at least so many, all different. */
    List<Column> columnList(int least) {
        List<Column> listed = list("column_list").stream()
                .map(name -> named(String.valueOf(name)))
                .distinct()
                .toList();
        if (listed.size() < least || listed.size() != list("column_list").size()) {
            throw invalid("column_list", list("column_list"), "Write at least " + least + " different columns");
        }
        return listed;
    }

    /** The column of this name. */
    Column named(String name) {
        return columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("Unknown column: '" + name + "' of " + view.id() + "."
                        + NearestName.hint(name, columnNames())));
    }

    /** The share of values that must be as expected, 0 to 1; 1 where nothing is said. */
    BigDecimal mostly() {
        BigDecimal share = number("mostly");
        if (share == null) {
            return BigDecimal.ONE;
        }
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw invalid("mostly", share, "Write a share from 0 to 1");
        }
        return share;
    }

    /** The rows that count: those of the row_condition, or all. */
    String scope() {
        Object condition = expectation.kwargs().get(ROW_CONDITION);
        Object parser = expectation.kwargs().get(CONDITION_PARSER);
        if (condition == null) {
            return Measure.ALL_ROWS;
        }
        String sql = new RowConditions(this).sql(condition, parser);
        return RowCondition.parse(sql, columnNames(), where()).text();
    }

    String text(String name) {
        Object value = required(name);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw invalid(name, value, "Write a text");
    }

    boolean flag(String name) {
        Object value = expectation.kwargs().get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw invalid(name, value, "Write true or false");
    }

    @Nullable
    BigDecimal number(String name) {
        Object value = expectation.kwargs().get(name);
        if (value == null) {
            return null;
        }
        try {
            return new BigDecimal(((Number) value).toString());
        } catch (ClassCastException | NumberFormatException e) {
            throw invalid(name, value, "Write a number");
        }
    }

    /** The value of an argument that may be absent. */
    @Nullable
    Object value(String name) {
        return expectation.kwargs().get(name);
    }

    List<?> list(String name) {
        Object value = required(name);
        if (!(value instanceof List<?> list)) {
            throw invalid(name, value, "Write a list");
        }
        if (list.size() > MOST_VALUES) {
            throw wrong("Invalid " + name + ": it has " + list.size() + " values in " + expectation.type()
                    + ". Write at most " + MOST_VALUES + ".");
        }
        return list;
    }

    /** Texts of which there is at least one. */
    List<String> texts(String name) {
        List<?> list = list(name);
        if (list.isEmpty() || !list.stream().allMatch(String.class::isInstance)) {
            throw invalid(name, list, "Write a list of texts");
        }
        return list.stream().map(String.class::cast).toList();
    }

    Map<?, ?> mapping(String name) {
        if (required(name) instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw invalid(name, required(name), "Write a mapping");
    }

    BigDecimal requiredNumber(String name) {
        required(name);
        return Objects.requireNonNull(number(name));
    }

    /** One of these texts, the first where nothing is said. */
    String choice(String name, String... options) {
        Object value = expectation.kwargs().get(name);
        if (value == null) {
            return options[0];
        }
        if (value instanceof String text && List.of(options).contains(text)) {
            return text;
        }
        throw invalid(name, value, "Write one of " + String.join(", ", options));
    }

    private Object required(String name) {
        Object value = expectation.kwargs().get(name);
        if (value == null) {
            throw wrong("Invalid " + expectation.type() + ": the argument '" + name + "' is missing.");
        }
        return value;
    }

    SluiceException invalid(String argument, Object value, String mend) {
        return wrong("Invalid " + argument + ": " + shown(value) + " in " + expectation.type() + ". " + mend + ".");
    }

    /** A mistake in the expectation, with its file and line. */
    SluiceException wrong(String message) {
        String place = expectation.origin() == null ? "" : expectation.origin() + ": ";
        return new SluiceException(GateError.INVALID_EXPECTATION, place + message);
    }

    /** The file and line, or the view where there are none. */
    String where() {
        return expectation.origin() == null
                ? view.id() + ", " + expectation.type()
                : expectation.origin().toString();
    }

    private static String shown(Object value) {
        String text = value instanceof String ? "'" + value + "'" : value.toString();
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
    }

    private List<String> columnNames() {
        return columns().stream().map(Column::name).toList();
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>(view.entity().key());
        view.features().forEach(feature -> columns.add(feature.column()));
        columns.add(new Column(SystemColumn.EVENT_TIME.column(), Scalar.TIMESTAMP));
        return columns;
    }
}
