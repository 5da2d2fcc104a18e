package dev.sluice.lakehouse.hudi;

import dev.sluice.lakehouse.PromotedPartition;
import dev.sluice.time.Partition;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A completed commit of a Hudi table.
 *
 * @param instant when it began, which names it
 * @param completed when it ended
 * @param promotion that it tells of; null of other writers' commits
 * @param touched the partitions whose rows it changed
 */
record HudiCommit(long instant, String completed, @Nullable PromotedPartition promotion, Set<Partition> touched) {
    boolean promotes(Partition partition) {
        return promotion != null && promotion.partition().equals(partition);
    }
}
