package dev.sluice.online;

/** What a materialization does to one item. */
public sealed interface OnlineChange {
    ItemKey key();

    /** Puts the item unless the store holds a newer one; one that is equally old is replaced. */
    record Put(OnlineItem item) implements OnlineChange {
        @Override
        public ItemKey key() {
            return item.key();
        }
    }

    /** Removes the item if the store's is not newer than the row that went away. */
    record Delete(ItemKey key, long eventMicros, long createdMicros) implements OnlineChange {
        /** Whether the row that went away is older than an item, which therefore stays. */
        public boolean isOlderThan(OnlineItem item) {
            return OnlineItem.isOlder(eventMicros, createdMicros, item);
        }
    }
}
