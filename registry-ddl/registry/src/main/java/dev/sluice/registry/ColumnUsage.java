package dev.sluice.registry;

import java.util.Locale;

/** How a column of a table takes part in a column of a view, or in all of its rows. */
public enum ColumnUsage {
    /** The value itself. */
    IDENTITY,
    /** The value is computed from it. */
    TRANSFORMATION,
    /** The value is computed from it over several rows. */
    AGGREGATION,
    /** It decides which value is taken. */
    CONDITIONAL,
    /** It decides which rows a window function sees. */
    WINDOW,
    /** It decides which rows there are. */
    FILTER,
    /** Rows are matched by it. */
    JOIN,
    /** Rows are grouped by it. */
    GROUP_BY,
    /** Rows are ordered by it. */
    SORT,
    /** The table is read: no column of it is meant. */
    READ,
    /** The table is read for this column of the view, and which of its columns are used is not known. */
    UNKNOWN;

    /** Whether values flow from the column; else it decides which do. */
    public boolean isDirect() {
        return this == IDENTITY || this == TRANSFORMATION || this == AGGREGATION;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
