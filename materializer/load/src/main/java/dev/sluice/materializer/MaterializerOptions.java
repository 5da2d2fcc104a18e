package dev.sluice.materializer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How to materialize.
 *
 * @param jobs where the job keeps how far it is
 * @param store names the online store. A job goes on only in the store in which it stopped, so two stores that share
 *     {@code jobs} need two names
 * @param chunkSize the rows that are written between two notes of the position
 * @param replayClock the fixed "now" of a project that replays history; null for the system's clock. In a replay no item
 *     expires: the store's clock runs on while the project's stands still
 * @param clock tells when a materialization began and ended
 */
public record MaterializerOptions(
        JobDatabase jobs,
        String store,
        int chunkSize,
        @Nullable Instant replayClock,
        Clock clock,
        ProgressListener progress) {
    private static final int CHUNK_SIZE = 1_000;

    public MaterializerOptions {
        if (chunkSize < 1) {
            throw MaterializerError.INVALID_OPTION.problem(
                    "Invalid chunk size: " + chunkSize + ". A chunk has at least one row.");
        }
    }

    /** The job's database in a SQLite file, chunks of 1,000 rows, the system's clock, no progress told. */
    public static MaterializerOptions defaults(Path jobFile) {
        return new MaterializerOptions(
                JobDatabase.file(jobFile), "online", CHUNK_SIZE, null, Clock.systemUTC(), ProgressListener.SILENT);
    }

    public MaterializerOptions withJobs(JobDatabase other) {
        return new MaterializerOptions(other, store, chunkSize, replayClock, clock, progress);
    }

    public MaterializerOptions withStore(String other) {
        return new MaterializerOptions(jobs, other, chunkSize, replayClock, clock, progress);
    }

    public MaterializerOptions withChunkSize(int other) {
        return new MaterializerOptions(jobs, store, other, replayClock, clock, progress);
    }

    public MaterializerOptions withReplayClock(@Nullable Instant other) {
        return new MaterializerOptions(jobs, store, chunkSize, other, clock, progress);
    }

    public MaterializerOptions withClock(Clock other) {
        return new MaterializerOptions(jobs, store, chunkSize, replayClock, other, progress);
    }

    public MaterializerOptions withProgress(ProgressListener other) {
        return new MaterializerOptions(jobs, store, chunkSize, replayClock, clock, other);
    }
}
