package dev.sluice.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A backfill that was approved or begun.
 *
 * @param planHash of the plan's content; what is approved is this
 * @param plan the plan, as JSON
 * @param requestedBy who made the plan
 * @param requestedAt when it was made; kept in microseconds
 * @param approval null when nobody approved it
 * @param updatedAt when it came into this state; kept in microseconds
 */
public record BackfillRecord(
        String project,
        String planHash,
        String plan,
        BackfillState state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Approval approval,
        Instant updatedAt) {
    /** Who approved a plan, and when. */
    public record Approval(String by, Instant at) {
        public Approval {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    public BackfillRecord {
        requestedAt = requestedAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    public BackfillRecord in(BackfillState next, Instant at) {
        return new BackfillRecord(project, planHash, plan, next, requestedBy, requestedAt, approval, at);
    }
}
