package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.problem.VocabularyError;
import dev.sluice.time.Partition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is known of a run when it begins.
 *
 * @param attempt the fence of the lease under which it runs, from 1; a later run of the partition has a higher one
 * @param computationHash {@code Project.computationHash} of the view as it was computed
 * @param startedAt by the system's clock; kept in microseconds
 */
public record RunStart(
        String runId,
        String project,
        ViewId view,
        Partition partition,
        long attempt,
        String computationHash,
        Instant startedAt) {
    public RunStart {
        if (runId.isBlank()) {
            throw VocabularyError.invalid("Invalid run id: it is empty.");
        }
        if (attempt < 1) {
            throw VocabularyError.invalid(
                    "Invalid attempt: " + attempt + " of run " + runId + ". Attempts start at 1.");
        }
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Refuses to begin a run under the id of another. */
    void requireSame(RunStart begun) {
        if (!equals(begun)) {
            throw RegistryError.DUPLICATE_RUN.problem("Cannot begin run " + runId + " of " + view + " for " + partition
                    + ": a run with this id has begun already, of " + begun.view + " for " + begun.partition
                    + ". Give each run an id of its own.");
        }
    }

    /** Refuses to begin when a run of the same partition has begun under this lease's fence or a later one. */
    void requireNewerThan(RunStart newest) {
        if (attempt <= newest.attempt) {
            throw RegistryError.OUTDATED_ATTEMPT.problem(
                    "Cannot begin run " + runId + " of " + view + " for " + partition + ": its attempt " + attempt
                            + " is not newer than attempt " + newest.attempt + ", with which run " + newest.runId
                            + " has begun. Another process took the partition over; run it again under a new lease.");
        }
    }
}
