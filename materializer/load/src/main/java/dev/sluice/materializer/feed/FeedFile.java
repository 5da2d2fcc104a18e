package dev.sluice.materializer.feed;

import java.util.OptionalLong;

/**
 * A Parquet file of latest.
 *
 * @param path absolute and not URL-encoded, as {@code /lake of all/latest/airport_delays/v1/part-0.parquet}
 * @param size in bytes; 0 where the log does not tell
 * @param rows how many rows it has, where the log tells
 */
public record FeedFile(String path, long size, Kind kind, OptionalLong rows) {
    /** What became of the file's rows. */
    public enum Kind {
        /** They came. */
        INSERTED,
        /** They went. */
        DELETED,
        /** Each says it in its column {@code _change_type}. */
        CHANGED
    }
}
