package dev.sluice.online;

import dev.sluice.problem.SluiceException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the newest row of each entity and view. Threads may share a store.
 *
 * <p>After a failed write any subset of the changes may have happened, each wholly or not at all; the same write can be
 * repeated. Readers never see half an item.
 */
public interface OnlineStore extends AutoCloseable {
    /** Makes the store ready, creating its table when there is none; does nothing when there is one of the right shape. */
    void prepare();

    /** Whether it is ready: its table is there. */
    default boolean isPrepared() {
        return true;
    }

    /**
     * Writes the changes; those of one key happen in their order. An older row never replaces a newer one, whoever else
     * writes meanwhile. Throttled items are retried; what is not written is an exception.
     */
    WriteSummary write(Collection<? extends OnlineChange> changes);

    /**
     * Writes the changes, but tells which the store refuses for themselves instead of failing for them. The answer does not
     * count those; the item that the store holds stays as it is.
     */
    default WriteSummary write(Collection<? extends OnlineChange> changes, Refusals refusals) {
        return write(changes);
    }

    /** What the writes of this process have taken. */
    default WriteUsage usage() {
        return WriteUsage.NONE;
    }

    /** The bytes that the store counts for an item. */
    default long size(OnlineItem item) {
        return item.value().length;
    }

    /** Reads items; keys without an item are absent from the answer. Throttled keys are retried, then an exception. */
    Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys);

    /** Reads likewise, and gives up with an exception at the deadline; a store that answers at once may take no notice of it. */
    default Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys, Deadline deadline) {
        return read(keys);
    }

    /** Whether a read always ends at its deadline, so that a caller may wait for it in its own thread. */
    default boolean keepsDeadlines() {
        return false;
    }

    /** Replaces the description that clients read, in one step; the schemas of earlier ones are kept beside its own. */
    void describe(StoreDescription description);

    /** The description; an exception when the store was never described. */
    StoreDescription description();

    /** The description likewise, or an exception at the deadline. */
    default StoreDescription description(Deadline deadline) {
        return description();
    }

    /** The description; empty when the store was never described. */
    default Optional<StoreDescription> findDescription() {
        try {
            return Optional.of(description());
        } catch (SluiceException e) {
            if (e.code() == OnlineStoreError.UNDESCRIBED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    void close();
}
