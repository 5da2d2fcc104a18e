package dev.sluice.materializer;

import dev.sluice.online.WriteSummary;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** What a partition of an attempt has written so far, over all its executions. */
record Tally(long rows, long chunks, WriteSummary written) {
    static final Tally NONE = new Tally(0, 0, WriteSummary.NONE);

    private static final String ROWS = "rows";
    private static final String CHUNKS = "chunks";
    private static final String WRITTEN = "written";
    private static final String DELETED = "deleted";
    private static final String OUTDATED = "outdated";

    static Tally of(ExecutionContext context) {
        return new Tally(
                context.getLong(ROWS, 0),
                context.getLong(CHUNKS, 0),
                new WriteSummary(
                        context.getLong(WRITTEN, 0), context.getLong(DELETED, 0), context.getLong(OUTDATED, 0)));
    }

    Tally plus(Tally other) {
        return new Tally(rows + other.rows, chunks + other.chunks, written.plus(other.written));
    }

    Tally plusChunk(int chunkRows, WriteSummary summary) {
        return new Tally(rows + chunkRows, chunks + 1, written.plus(summary));
    }

    void keepIn(ExecutionContext context) {
        context.putLong(ROWS, rows);
        context.putLong(CHUNKS, chunks);
        context.putLong(WRITTEN, written.written());
        context.putLong(DELETED, written.deleted());
        context.putLong(OUTDATED, written.outdated());
    }
}
