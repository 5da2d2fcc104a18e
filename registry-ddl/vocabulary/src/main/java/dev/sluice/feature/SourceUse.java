package dev.sluice.feature;

import dev.sluice.time.TimeSpan;

/** A source that a view reads, and how far before a partition's start its transform looks. */
public record SourceUse(String source, TimeSpan lookback) {
    public SourceUse {
        Identifier.checked("source", source);
    }
}
