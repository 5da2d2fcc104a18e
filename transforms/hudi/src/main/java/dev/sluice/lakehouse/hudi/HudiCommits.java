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

    /**
     * The partitions that commits up to {@code until} changed after {@code after} was the newest: those that began after it, and
     * those that began before it and ended after it.
     *
     * @param after a commit that is here; all are younger than a negative number
     */
    Set<Partition> changed(long after, long until) {
        String ended = oldestFirst.stream()
                .filter(commit -> commit.instant() == after)
                .map(HudiCommit::completed)
                .findFirst()
                .orElse("");
        return oldestFirst.stream()
                .filter(commit -> commit.instant() != after && commit.instant() <= until)
                .filter(commit -> commit.instant() > after || commit.completed().compareTo(ended) >= 0)
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
