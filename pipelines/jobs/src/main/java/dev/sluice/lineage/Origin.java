package dev.sluice.lineage;

import dev.sluice.registry.ColumnUsage;

/**
 * A column of a table that a value, or which rows there are, depends on.
 *
 * @param column empty when it is not known which
 */
record Origin(String table, String column, ColumnUsage usage) {
    static Origin unknown(String table) {
        return new Origin(table, "", ColumnUsage.UNKNOWN);
    }

    /** The same where what is made of it is used again: what only decides goes on deciding. */
    Origin usedAs(ColumnUsage next) {
        return usage == ColumnUsage.UNKNOWN ? this : new Origin(table, column, then(usage, next));
    }

    /** How something is used of which a part is used. */
    static ColumnUsage then(ColumnUsage part, ColumnUsage whole) {
        if (!whole.isDirect()) {
            return whole;
        }
        return part.isDirect() && part.compareTo(whole) < 0 ? whole : part;
    }
}
