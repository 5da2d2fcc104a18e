package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;

/** SQL conditions over single columns. A missing value is a null or, in a column of floats or doubles, a NaN. */
final class Scope {
    private Scope() {}

    /** Holds where the column has a value. */
    static String present(Column column) {
        String name = QuotedName.of(column.name());
        String notNull = name + " IS NOT NULL";
        return Ordering.isFloating(column.type()) ? "(" + notNull + " AND NOT isnan(" + name + "))" : notNull;
    }

    static String and(String left, String right) {
        return left.equals(Measure.ALL_ROWS) ? right : "(" + left + ") AND " + right;
    }
}
