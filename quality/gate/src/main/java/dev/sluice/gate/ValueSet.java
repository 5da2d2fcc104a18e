package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The values that a set names, in a column's type; nulls in it say nothing. */
record ValueSet(Column column, List<Literal> values) {
    ValueSet {
        values = List.copyOf(values);
    }

    static ValueSet of(Arguments arguments) {
        return of(arguments.column(), arguments.list("value_set"), "value_set", arguments);
    }

    static ValueSet of(Column column, List<?> values, String argument, Arguments arguments) {
        return new ValueSet(
                column,
                values.stream()
                        .filter(Objects::nonNull)
                        .map(value -> Literal.of(column, value, argument, arguments))
                        .distinct()
                        .toList());
    }

    /** Holds where the column's value is one of them. */
    String condition() {
        String sql = values.stream().map(Literal::sql).collect(Collectors.joining(", "));
        return values.isEmpty() ? "FALSE" : QuotedName.of(column.name()) + " IN (" + sql + ")";
    }
}
