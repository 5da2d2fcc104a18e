package dev.sluice.lakehouse;

import dev.sluice.problem.SluiceException;
import java.time.Instant;

/**
 * How staged rows are promoted.
 *
 * @param attempt from 1; greater than that of every earlier run of the partition (a lease's fence)
 * @param createdTime the rows' created time; microseconds are kept
 * @param gateSummary what the gate said, for the table's log
 */
public record Promotion(long attempt, Instant createdTime, String gateSummary) {
    public Promotion {
        if (attempt < 1) {
            throw new SluiceException(
                    LakehouseError.INVALID_ARGUMENT, "Invalid attempt: " + attempt + ". Attempts start at 1.");
        }
    }
}
