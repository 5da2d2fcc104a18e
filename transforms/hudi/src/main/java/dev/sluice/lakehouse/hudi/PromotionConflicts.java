package dev.sluice.lakehouse.hudi;

import dev.sluice.time.Partition;
import java.util.ConcurrentModificationException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hudi.client.transaction.ConcurrentOperation;
import org.apache.hudi.client.transaction.ConflictResolutionStrategy;
import org.apache.hudi.common.model.HoodieCommitMetadata;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.exception.HoodieWriteConflictException;
import org.apache.hudi.table.HoodieTable;

/**
 * Lets a promotion commit only when no other commit of its partition has ended since it looked at the table. Hudi asks under its
 * lock. Its own strategy compares files, and two first writers of a partition write different ones.
 *
 * <p>Hudi makes it anew for each commit, in the thread that writes: that thread holds what is attempted.
 */
public final class PromotionConflicts implements ConflictResolutionStrategy {
    private static final ThreadLocal<Attempted> CURRENT = new ThreadLocal<>();

    private Set<String> conflicting = Set.of();

    /**
     * A promotion that is being written.
     *
     * @param seen the commits that it has taken into account
     */
    record Attempted(HudiTimeline timeline, Partition partition, HudiCommits seen) {}

    static void during(Attempted attempted, Runnable write) {
        CURRENT.set(attempted);
        try {
            write.run();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public Stream<HoodieInstant> getCandidateInstants(
            HoodieTableMetaClient client, HoodieInstant current, Option<HoodieInstant> lastSuccessful) {
        Attempted attempted = CURRENT.get();
        if (attempted == null) {
            throw new HoodieWriteConflictException(
                    new ConcurrentModificationException("a promotion was committed by another thread than wrote it"));
        }
        Set<HoodieInstant> others = attempted.timeline().since(attempted.seen(), attempted.partition());
        conflicting = others.stream().map(HoodieInstant::requestedTime).collect(Collectors.toSet());
        return others.stream();
    }

    @Override
    public boolean hasConflict(ConcurrentOperation ours, ConcurrentOperation other) {
        return conflicting.contains(other.getInstantTimestamp());
    }

    @Override
    public Option<HoodieCommitMetadata> resolveConflict(
            HoodieTable table, ConcurrentOperation ours, ConcurrentOperation other) {
        throw new HoodieWriteConflictException(new ConcurrentModificationException(
                "the commit " + other.getInstantTimestamp() + " changed the same partition meanwhile"));
    }

    @Override
    public boolean isPreCommitRequired() {
        return false;
    }
}
