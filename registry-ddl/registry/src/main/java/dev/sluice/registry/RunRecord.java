package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.time.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of one partition, as far as it got. Each step returns a new record; {@link Registry#update} keeps it.
 *
 * @param finishedAt when it was promoted, refused or failed; null while it runs; kept in microseconds
 * @param error what the person was told; null when nothing went wrong
 */
public record RunRecord(
        RunStart start,
        RunState state,
        RunMeasures measures,
        DeltaVersions versions,
        @Nullable Instant finishedAt,
        @Nullable String error) {
    private static final double NANOS_PER_SECOND = 1e9;

    public RunRecord {
        finishedAt = finishedAt == null ? null : finishedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** A run that has just begun. */
    public static RunRecord begun(RunStart start) {
        return new RunRecord(start, RunState.COMPUTING, RunMeasures.NONE, DeltaVersions.NONE, null, null);
    }

    public String runId() {
        return start.runId();
    }

    public String project() {
        return start.project();
    }

    public ViewId view() {
        return start.view();
    }

    public Partition partition() {
        return start.partition();
    }

    public long attempt() {
        return start.attempt();
    }

    public String computationHash() {
        return start.computationHash();
    }

    public Instant startedAt() {
        return start.startedAt();
    }

    /** Its rows lie in staging. {@code inputs} tells which version, or which files, of each source were read. */
    public RunRecord staged(long rows, long bytes, Map<String, String> inputs) {
        return new RunRecord(
                start,
                RunState.STAGED,
                measures.withStaged(rows, bytes),
                versions.withInputs(inputs),
                finishedAt,
                error);
    }

    /** The gate accepted it. */
    public RunRecord judged() {
        return new RunRecord(start, RunState.JUDGED, measures, versions, finishedAt, error);
    }

    /** Its rows are in the feature table, in this version of it. */
    public RunRecord promoted(long version, long rows, Instant at) {
        RunMeasures measured = measures.withPromoted(rows).withSeconds(secondsUntil(at));
        return new RunRecord(start, RunState.PROMOTED, measured, versions.withPromoted(version), at, null);
    }

    /** This version of latest shows its rows. */
    public RunRecord completed(long latestVersion) {
        return new RunRecord(
                start, RunState.COMPLETED, measures, versions.withLatest(latestVersion), finishedAt, error);
    }

    /** The gate refused it. */
    public RunRecord refused(String why, Instant at) {
        return ended(RunState.REFUSED, why, at);
    }

    public RunRecord failed(String why, Instant at) {
        return ended(RunState.FAILED, why, at);
    }

    private RunRecord ended(RunState end, String why, Instant at) {
        return new RunRecord(start, end, measures.withSeconds(secondsUntil(at)), versions, at, why);
    }

    private double secondsUntil(Instant end) {
        return Math.max(0, Duration.between(startedAt(), end).toNanos() / NANOS_PER_SECOND);
    }
}
