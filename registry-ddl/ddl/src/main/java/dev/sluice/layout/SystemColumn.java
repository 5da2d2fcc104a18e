package dev.sluice.layout;

import java.util.Locale;

/** The columns that Sluice adds to a feature table, after the keys and the features, in this order. */
public enum SystemColumn {
    /** When the values became true; timestamp. */
    EVENT_TIME,
    /** When Sluice wrote the row, by the project's clock; timestamp. */
    CREATED_TIME,
    /** The run that promoted the row; string. */
    RUN_ID,
    /** The day of the row's partition; date; a partition column of feature tables, absent from {@code latest}. */
    EVENT_DATE,
    /** The hour of the row's partition, 0 to 23; int; a partition column of hourly feature tables only. */
    EVENT_HOUR;

    /** The column's name. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
