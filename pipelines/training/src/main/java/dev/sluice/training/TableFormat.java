package dev.sluice.training;

import java.util.Locale;

/** What the rows of a training set are written as. */
public enum TableFormat {
    PARQUET,
    DELTA,
    CSV,
    TFRECORD;

    /** Its name in options and manifests; of Parquet, Delta and CSV also Spark's. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what is read back is what was written, types and all. */
    boolean keepsTypes() {
        return this == PARQUET || this == DELTA;
    }
}
