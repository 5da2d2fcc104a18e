package dev.sluice.registry;

import java.util.Locale;

/**
 * Where a column of a view, or all of its rows, come from.
 *
 * @param column a key or a feature; empty for the rows
 * @param table the name of a source of the project, or the address of what a Java transform reads besides
 * @param tableColumn empty when the whole table is meant: {@link ColumnUsage#READ} and {@link ColumnUsage#UNKNOWN}
 */
public record LineageEdge(String column, String table, String tableColumn, ColumnUsage usage, Witness witness) {
    /** Who says so. */
    public enum Witness {
        /** The events of OpenLineage. */
        ENGINE,
        /** The analysed plan of the write; the events lack it. */
        PLAN,
        /** The view's definition. */
        DEFINITION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is about all rows. */
    public boolean isOfRows() {
        return column.isEmpty();
    }
}
