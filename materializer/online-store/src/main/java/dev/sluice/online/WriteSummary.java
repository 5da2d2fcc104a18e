package dev.sluice.online;

/** What became of the changes of one write, in items. */
public record WriteSummary(long written, long deleted, long outdated) {
    public static final WriteSummary NONE = new WriteSummary(0, 0, 0);

    public WriteSummary plus(WriteSummary other) {
        return new WriteSummary(written + other.written, deleted + other.deleted, outdated + other.outdated);
    }
}
