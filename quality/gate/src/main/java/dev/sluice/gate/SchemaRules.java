package dev.sluice.gate;

import dev.sluice.problem.NearestName;
import dev.sluice.spark.SparkTypes;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules over the columns, which need no row: keys, features and event_time, in this order. That the rows have them is a
 * rule of every view.
 */
final class SchemaRules {
    private static final List<String> SPARK_TYPES = List.of(
            "IntegerType",
            "LongType",
            "FloatType",
            "DoubleType",
            "BooleanType",
            "StringType",
            "BinaryType",
            "TimestampType",
            "DateType",
            "DecimalType",
            "ArrayType");

    private SchemaRules() {}

    static Rule ofType(Arguments arguments) {
        return typed(List.of(arguments.text("type_")), arguments);
    }

    static Rule inTypeList(Arguments arguments) {
        return typed(arguments.texts("type_list"), arguments);
    }

    private static Rule typed(List<String> types, Arguments arguments) {
        Column column = arguments.column();
        types.forEach(type -> requireType(type, arguments));
        boolean success = types.stream().anyMatch(type -> isType(column.type(), type));
        String text = column.name() + " is " + String.join(" or ", types);
        return constant(text, arguments, success, sparkName(column.type()));
    }

    /** A type in Spark's words, DoubleType, or in a feature project's, double. */
    private static boolean isType(ValueType type, String name) {
        return name.equals(sparkName(type)) || name.equals(type.toString());
    }

    private static String sparkName(ValueType type) {
        return SparkTypes.of(type).getClass().getSimpleName().replace("$", "");
    }

    private static void requireType(String name, Arguments arguments) {
        if (!SPARK_TYPES.contains(name)) {
            try {
                ValueType.parse(name);
            } catch (dev.sluice.problem.SluiceException e) {
                throw arguments.wrong(
                        "Invalid type: '" + name + "'." + NearestName.hint(name, SPARK_TYPES) + " Types are Spark's.");
            }
        }
    }

    static Rule exists(Arguments arguments) {
        String name = arguments.text("column");
        BigDecimal index = arguments.number("column_index");
        List<String> names = names(arguments);
        boolean success = names.contains(name)
                && (index == null || BigDecimal.valueOf(names.indexOf(name)).compareTo(index) == 0);
        String text = "column " + name + (index == null ? "" : " at " + index);
        return constant(text, arguments, success, names);
    }

    static Rule count(Arguments arguments) {
        Bounds bounds = Bounds.ofNumbers(arguments);
        int count = names(arguments).size();
        return constant(bounds.text("column count"), arguments, bounds.contain(count), count);
    }

    static Rule countEqual(Arguments arguments) {
        BigDecimal value = arguments.requiredNumber("value");
        int count = names(arguments).size();
        return constant("column count = " + value, arguments, value.compareTo(BigDecimal.valueOf(count)) == 0, count);
    }

    static Rule orderedList(Arguments arguments) {
        List<String> expected = arguments.texts("column_list");
        List<String> names = names(arguments);
        return constant("columns " + expected, arguments, expected.equals(names), names);
    }

    static Rule matchSet(Arguments arguments) {
        Set<String> expected = new TreeSet<>(arguments.texts("column_set"));
        boolean exact = !Boolean.FALSE.equals(arguments.value("exact_match"));
        List<String> names = names(arguments);
        Set<String> unexpected = new LinkedHashSet<>(names);
        unexpected.removeAll(expected);
        Set<String> missing = new LinkedHashSet<>(expected);
        missing.removeAll(names);
        boolean success = missing.isEmpty() && (!exact || unexpected.isEmpty());
        String text = (exact ? "columns are " : "columns include ") + expected;
        return Judged.rule(
                text,
                arguments,
                List.of(),
                answers -> Finding.ofValue(success, names, 0)
                        .withDetails(Map.of(
                                "mismatched",
                                Map.of(
                                        "unexpected",
                                        new ArrayList<>(unexpected),
                                        "missing",
                                        new ArrayList<>(missing)))));
    }

    private static Rule constant(String text, Arguments arguments, boolean success, Object observed) {
        return Judged.rule(text, arguments, List.of(), answers -> Finding.ofValue(success, observed, 0));
    }

    private static List<String> names(Arguments arguments) {
        return arguments.columns().stream().map(Column::name).toList();
    }
}
