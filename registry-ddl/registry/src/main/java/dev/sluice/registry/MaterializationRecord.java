package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A finished materialization: the changes of latest from one version to another are in the online store.
 *
 * @param target the store, as the table and its endpoint: what one store has got, another lacks
 * @param fromVersion the first version of latest whose changes it wrote
 * @param toVersion the last one
 * @param startedAt by the system's clock, as {@code finishedAt}; kept in microseconds
 */
public record MaterializationRecord(
        String project,
        ViewId view,
        String target,
        long fromVersion,
        long toVersion,
        MaterializedItems items,
        Instant startedAt,
        Instant finishedAt) {
    public MaterializationRecord {
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        finishedAt = finishedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether the store has what latest showed after a run. */
    public boolean shows(RunRecord run) {
        Long latest = run.versions().latest();
        return latest != null && latest <= toVersion;
    }
}
