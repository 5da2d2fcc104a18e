package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import dev.sluice.online.WriteSummary;
import java.time.Instant;

/**
 * What a materialization did.
 *
 * @param fromVersion the version of latest that the store held before; -1 when all rows were written. Equal to
 *     {@code toVersion} when there was nothing to do
 * @param toVersion the version of latest that the store holds now
 * @param written over all attempts since {@code fromVersion}
 * @param startedAt by the system's clock, of the attempt that finished
 */
public record MaterializationResult(
        ViewId view, long fromVersion, long toVersion, WriteSummary written, Instant startedAt, Instant finishedAt) {
    /** This result and the one that went on from it, as one. */
    MaterializationResult followedBy(MaterializationResult next) {
        return new MaterializationResult(
                view, fromVersion, next.toVersion, written.plus(next.written), startedAt, next.finishedAt);
    }
}
