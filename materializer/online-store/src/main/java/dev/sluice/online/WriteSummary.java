package dev.sluice.online;

import java.io.Serializable;

/**
 * What became of the changes of one write, in items.
 *
 * @param written rows that the store holds now, also those that it held already
 * @param deleted items that are gone now, also those that were not there
 * @param outdated changes that were older than what the store holds
 */
public record WriteSummary(long written, long deleted, long outdated) implements Serializable {
    public static final WriteSummary NONE = new WriteSummary(0, 0, 0);
    public static final WriteSummary WRITTEN = new WriteSummary(1, 0, 0);
    public static final WriteSummary DELETED = new WriteSummary(0, 1, 0);
    public static final WriteSummary OUTDATED = new WriteSummary(0, 0, 1);

    public WriteSummary plus(WriteSummary other) {
        return new WriteSummary(written + other.written, deleted + other.deleted, outdated + other.outdated);
    }
}
