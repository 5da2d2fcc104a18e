package dev.sluice.feature;

import java.util.Locale;

/** What a source's data are stored as. */
public enum SourceFormat {
    PARQUET,
    CSV,
    JSON,
    DELTA,
    HUDI,
    JDBC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
