package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import java.time.Instant;

/**
 * What a materialization did.
 *
 * @param fromVersion the version of latest that the store held before; -1 when all rows were written. Equal to
 *     {@code toVersion} when there was nothing to do
 * @param toVersion the version of latest that the store holds now
 * @param written over all attempts since {@code fromVersion}
 * @param usage what the attempt that finished took of the store
 * @param deadLetters the view's rows that wait to be mended
 * @param startedAt by the system's clock, of the attempt that finished
 */
public record MaterializationResult(
        ViewId view,
        long fromVersion,
        long toVersion,
        WriteSummary written,
        Instant startedAt,
        Instant finishedAt,
        WriteUsage usage,
        int deadLetters) {
    MaterializationResult with(WriteUsage taken, int openLetters) {
        return new MaterializationResult(
                view, fromVersion, toVersion, written, startedAt, finishedAt, taken, openLetters);
    }

    /** This result, after dead letters were taken up again. */
    public MaterializationResult followedBy(DeadLetterRetry retry) {
        return new MaterializationResult(
                view,
                fromVersion,
                toVersion,
                written.plus(new WriteSummary(retry.written(), 0, 0)),
                startedAt,
                finishedAt,
                usage,
                retry.left());
    }

    /** This result and the one that went on from it, as one. */
    MaterializationResult followedBy(MaterializationResult next) {
        return new MaterializationResult(
                view,
                fromVersion,
                next.toVersion,
                written.plus(next.written),
                startedAt,
                next.finishedAt,
                usage.plus(next.usage),
                next.deadLetters);
    }
}
