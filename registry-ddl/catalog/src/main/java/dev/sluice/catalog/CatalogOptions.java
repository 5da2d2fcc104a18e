package dev.sluice.catalog;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;

/**
 * Where the pages are served, and how old they may be.
 *
 * @param host the address of the interface that it listens on
 * @param port 0 for any free one
 * @param refresh how long it waits between two looks at all views; longer where a look takes long, so that looking is at
 *     most a tenth of what it does
 */
public record CatalogOptions(String host, int port, TimeSpan refresh) {
    public static final CatalogOptions DEFAULTS = new CatalogOptions("127.0.0.1", 6570, TimeSpan.parse("2s"));

    public CatalogOptions {
        if (port < 0 || port > 65_535) {
            throw VocabularyError.invalid("Invalid port: " + port + ". It is between 0 and 65535.");
        }
        if (refresh.micros() < 1_000) {
            throw VocabularyError.invalid("Invalid refresh: " + refresh + ". It is at least 1ms.");
        }
    }

    public CatalogOptions withHost(String other) {
        return new CatalogOptions(other, port, refresh);
    }

    public CatalogOptions withPort(int other) {
        return new CatalogOptions(host, other, refresh);
    }

    public CatalogOptions withRefresh(TimeSpan other) {
        return new CatalogOptions(host, port, other);
    }
}
