package dev.sluice.lakehouse;

import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The promotions that a feature table's log tells of: each commit's user metadata names its run. */
final class PromotionLog {
    private final TableLog log;
    private final ViewId view;
    private final Granularity granularity;

    PromotionLog(TableLog log, ViewId view, Granularity granularity) {
        this.log = log;
        this.view = view;
        this.granularity = granularity;
    }

    /** Delta's application id for a partition: its transaction version is the newest attempt. */
    String application(Partition partition) {
        return "promote/" + view + "/" + partition;
    }

    /** The highest attempt that was promoted for a partition. */
    OptionalLong attempt(Partition partition) {
        return log.transaction(application(partition));
    }

    Optional<PromotedPartition> ofRun(String runId) {
        return newestFirst().filter(promoted -> promoted.runId().equals(runId)).findFirst();
    }

    /** The newest promotion of a partition. */
    Optional<PromotedPartition> newest(Partition partition) {
        return newestFirst()
                .filter(promoted -> promoted.partition().equals(partition))
                .findFirst();
    }

    /** The partitions whose rows were changed by the commits in {@code (after, until]}, whoever made them. */
    Set<Partition> changed(long after, long until) {
        return LongStream.rangeClosed(after + 1, until)
                .mapToObj(this::commit)
                .flatMap(commit -> commit.changedPartitions().stream())
                .map(this::partition)
                .collect(Collectors.toSet());
    }

    Partition partition(String eventDate, @Nullable String eventHour) {
        return ViewColumns.partition(granularity, eventDate, eventHour);
    }

    private Partition partition(Map<String, String> values) {
        return partition(
                Objects.requireNonNull(values.get(ViewColumns.EVENT_DATE)), values.get(ViewColumns.EVENT_HOUR));
    }

    private Commit commit(long version) {
        return log.commit(version)
                .orElseThrow(() -> new SluiceException(
                        LakehouseError.UNKNOWN_VERSION,
                        "Cannot see what changed in " + view + ": its log no longer holds version " + version
                                + ". Delete its latest table; the next refresh builds it anew."));
    }

    private Stream<PromotedPartition> newestFirst() {
        return log.newestFirst().flatMap(commit -> promoted(commit).stream());
    }

    private Optional<PromotedPartition> promoted(Commit commit) {
        return PromotionNote.read(commit.note(), granularity, commit.version());
    }
}
