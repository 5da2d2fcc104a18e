package dev.sluice.backfill;

import dev.sluice.problem.VocabularyError;

/** How a plan is carried out: how many partitions at once. */
public record ExecutionOptions(int parallelism) {
    /** Two at once on a small machine: while one commits, another computes. */
    public static final ExecutionOptions DEFAULTS = new ExecutionOptions(3);

    public ExecutionOptions {
        if (parallelism < 1 || parallelism > 64) {
            throw VocabularyError.invalid("Invalid parallelism: " + parallelism + ". Use 1 to 64.");
        }
    }
}
