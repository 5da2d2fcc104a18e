package dev.sluice.training;

import java.util.Locale;

/** What the rows of a training set are written as. */
public enum TableFormat {
    PARQUET,
    DELTA;

    /** The name that Spark knows. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
