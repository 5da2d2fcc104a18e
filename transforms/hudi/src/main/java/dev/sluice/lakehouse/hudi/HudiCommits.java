package dev.sluice.lakehouse.hudi;

import dev.sluice.lakehouse.PromotedPartition;
import dev.sluice.time.Partition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The completed commits of a table as they were at one moment.
 *
 * @param oldestFirst by their instants
 */
record HudiCommits(List<HudiCommit> oldestFirst) {
    HudiCommits {
        oldestFirst = List.copyOf(oldestFirst);
    }

    OptionalLong newest() {
        return oldestFirst.stream().mapToLong(HudiCommit::instant).max();
    }

    boolean has(long instant) {
        return oldestFirst.stream().anyMatch(commit -> commit.instant() == instant);
    }

    /** When the last of them ended; empty when there is none. */
    String completed() {
        return oldestFirst.stream()
                .map(HudiCommit::completed)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    boolean touches(Partition partition) {
        return oldestFirst.stream().anyMatch(commit -> commit.touched().contains(partition));
    }

    OptionalLong attempt(Partition partition) {
        return promotions(partition).mapToLong(PromotedPartition::attempt).max();
    }

    /** The promotion whose rows the partition has. */
    Optional<PromotedPartition> newest(Partition partition) {
        return promotions(partition).max(Comparator.comparing(PromotedPartition::attempt));
    }

    Optional<PromotedPartition> ofRun(String runId) {
        return promotions()
                .filter(promoted -> promoted.runId().equals(runId))
                .max(Comparator.comparing(PromotedPartition::version));
    }

    /** Of each partition that has rows the promotion that they are of. */
    List<PromotedPartition> promoted() {
        return promotions()
                .map(PromotedPartition::partition)
                .distinct()
                .flatMap(partition -> newest(partition).stream())
                .filter(promoted -> promoted.rows() > 0)
                .toList();
    }

    /** The partitions that the commits in {@code (after, until]} changed. */
    Set<Partition> changed(long after, long until) {
        return oldestFirst.stream()
                .filter(commit -> commit.instant() > after && commit.instant() <= until)
                .flatMap(commit -> commit.touched().stream())
                .collect(Collectors.toSet());
    }

    private Stream<PromotedPartition> promotions(Partition partition) {
        return promotions().filter(promoted -> promoted.partition().equals(partition));
    }

    private Stream<PromotedPartition> promotions() {
        return oldestFirst.stream().map(HudiCommit::promotion).filter(Objects::nonNull);
    }
}
