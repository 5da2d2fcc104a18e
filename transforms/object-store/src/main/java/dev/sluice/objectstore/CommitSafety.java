package dev.sluice.objectstore;

/**
 * What was found out about commits to a lake.
 *
 * @param isSafe whether several processes may write to it at the same time
 * @param reason what was tried and seen, or why it could not be tried and what to do: one sentence
 */
public record CommitSafety(boolean isSafe, String reason) {
    static CommitSafety safe(String reason) {
        return new CommitSafety(true, reason);
    }

    static CommitSafety unsafe(String reason) {
        return new CommitSafety(false, reason);
    }
}
