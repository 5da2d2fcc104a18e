package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;

/** SQL conditions over single columns, of rows in which a missing value is a null: see {@link DeequRun}. */
final class Scope {
    private Scope() {}

    /** Holds where the column has a value. */
    static String present(Column column) {
        return present(column.name());
    }

    static String present(String column) {
        return QuotedName.of(column) + " IS NOT NULL";
    }

    static String and(String left, String right) {
        return left.equals(Measure.ALL_ROWS) ? right : "(" + left + ") AND " + right;
    }
}
