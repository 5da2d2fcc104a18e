package dev.sluice.layout;

import java.util.Locale;

/** The columns of a view's quarantine, in this order: a row for each sampled row and each expectation that it broke. */
public enum QuarantineColumn {
    /** The refused run; string; a partition column. */
    RUN_ID,
    /** The partition that was refused, 2001-03-05 or 2001-03-05T13; string. */
    PARTITION,
    /** The expectation's place among those of the run, from 0, as in the registry's gate results; int. */
    ORDINAL,
    /** The expectation's type in the vocabulary of Great Expectations; string. */
    TYPE,
    /** The columns that it names, separated by commas; string, empty when it names none. */
    COLUMNS,
    /** The expectation in one line, for people; string. */
    EXPECTATION,
    /** {@code critical}; string. */
    SEVERITY,
    /** What the gate saw, or why it could see nothing; string. */
    REASON,
    /** The row's key as a JSON object; string, null where the expectation is not about single rows. */
    KEYS,
    /** The row as a JSON object; string, null where the expectation is not about single rows. */
    ROW,
    /** The day of the partition that was refused; date; a partition column. */
    EVENT_DATE;

    /** The column's name. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
