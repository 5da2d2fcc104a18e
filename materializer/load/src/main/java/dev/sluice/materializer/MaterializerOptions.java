package dev.sluice.materializer;

import dev.sluice.materializer.feed.Expiry;
import dev.sluice.online.ServedView;
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
 * @param partitions how many parts of a feed are written at the same time, each in its chunks; a job that is taken up again
 *     keeps the number that it had
 * @param deadLetters keeps the rows that the store would not take
 * @param workers write the partitions in their processes; null to write them in this one
 */
public record MaterializerOptions(
        JobDatabase jobs,
        String store,
        int chunkSize,
        @Nullable Instant replayClock,
        Clock clock,
        ProgressListener progress,
        int partitions,
        DeadLetters deadLetters,
        @Nullable ShareWorkers workers) {
    private static final int CHUNK_SIZE = 1_000;
    private static final int PARTITIONS = 4;
    public static final int MOST_PARTITIONS = 64;

    public MaterializerOptions {
        if (chunkSize < 1) {
            throw MaterializerError.INVALID_OPTION.problem(
                    "Invalid chunk size: " + chunkSize + ". A chunk has at least one row.");
        }
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw MaterializerError.INVALID_OPTION.problem(
                    "Invalid number of partitions: " + partitions + ". Write 1 to " + MOST_PARTITIONS + ".");
        }
    }

    /**
     * The job's database in a SQLite file, chunks of 1,000 rows, four partitions, the system's clock, no progress told, dead
     * letters in memory.
     */
    public static MaterializerOptions defaults(Path jobFile) {
        return new MaterializerOptions(
                JobDatabase.file(jobFile),
                "online",
                CHUNK_SIZE,
                null,
                Clock.systemUTC(),
                ProgressListener.SILENT,
                PARTITIONS,
                new InMemoryDeadLetters(),
                null);
    }

    /** When a view's items expire. */
    Expiry expiry(ServedView view) {
        return Expiry.of(view, replayClock != null);
    }

    public MaterializerOptions withJobs(JobDatabase other) {
        return new MaterializerOptions(
                other, store, chunkSize, replayClock, clock, progress, partitions, deadLetters, workers);
    }

    public MaterializerOptions withStore(String other) {
        return new MaterializerOptions(
                jobs, other, chunkSize, replayClock, clock, progress, partitions, deadLetters, workers);
    }

    public MaterializerOptions withChunkSize(int other) {
        return new MaterializerOptions(
                jobs, store, other, replayClock, clock, progress, partitions, deadLetters, workers);
    }

    public MaterializerOptions withReplayClock(@Nullable Instant other) {
        return new MaterializerOptions(
                jobs, store, chunkSize, other, clock, progress, partitions, deadLetters, workers);
    }

    public MaterializerOptions withClock(Clock other) {
        return new MaterializerOptions(
                jobs, store, chunkSize, replayClock, other, progress, partitions, deadLetters, workers);
    }

    public MaterializerOptions withProgress(ProgressListener other) {
        return new MaterializerOptions(
                jobs, store, chunkSize, replayClock, clock, other, partitions, deadLetters, workers);
    }

    public MaterializerOptions withPartitions(int other) {
        return new MaterializerOptions(
                jobs, store, chunkSize, replayClock, clock, progress, other, deadLetters, workers);
    }

    public MaterializerOptions withDeadLetters(DeadLetters other) {
        return new MaterializerOptions(
                jobs, store, chunkSize, replayClock, clock, progress, partitions, other, workers);
    }

    /** Partitions that are written by other processes. */
    public MaterializerOptions withWorkers(@Nullable ShareWorkers other) {
        return new MaterializerOptions(
                jobs, store, chunkSize, replayClock, clock, progress, partitions, deadLetters, other);
    }
}
