package dev.sluice.reconciliation;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What latest says of a key, and what the store held. */
final class KeyState {
    private final ItemKey key;
    private @Nullable OnlineItem expected;
    private @Nullable OnlineItem held;
    private boolean mayBeGone;
    private final List<OnlineItem> later = new ArrayList<>(0);

    KeyState(ItemKey key) {
        this.key = key;
    }

    void note(Spill.Side side, OnlineItem item) {
        switch (side) {
            case EXPECTED -> expected = item;
            case HELD -> held = item;
            case PUT_LATER -> later.add(item);
            case REMOVED_LATER -> mayBeGone = true;
        }
    }

    ItemKey key() {
        return key;
    }

    @Nullable
    OnlineItem held() {
        return held;
    }

    Difference against(@Nullable OnlineItem item) {
        return new Difference(key, expected, item);
    }

    /** Whether the store may hold this: the row that was materialized, or one that a materialization brings since. */
    boolean allows(@Nullable OnlineItem item, long nowSeconds) {
        if (isAbsent(item, nowSeconds)) {
            return mayBeGone || isAbsent(expected, nowSeconds);
        }
        return Objects.equals(item, expected) || later.stream().anyMatch(put -> put.equals(item));
    }

    /** Whether a reader finds nothing: a row whose time has come may be deleted at any moment, or stay for days. */
    static boolean isAbsent(@Nullable OnlineItem item, long nowSeconds) {
        Long expiresAt = item == null ? Long.valueOf(nowSeconds) : item.expiresAt();
        return expiresAt != null && expiresAt <= nowSeconds;
    }
}
