package dev.sluice.online;

import dev.sluice.feature.ViewId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Opens a store for each test of a contract, and builds what the tests write. */
abstract class OnlineStoreFixture {
    private static final ViewId DELAYS = new ViewId("airport_delays", 1);

    @SuppressWarnings("NullAway.Init")
    OnlineStore store;

    /** A store that was never prepared, described or written to. */
    protected abstract OnlineStore open();

    @BeforeEach
    void prepare() {
        store = open();
        store.prepare();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nullable
    OnlineItem read(String airport) {
        return store.read(List.of(key(airport))).get(key(airport));
    }

    static ItemKey key(String airport) {
        return new ItemKey("airport|" + airport, DELAYS);
    }

    /** An item whose value says which it is. */
    static OnlineItem item(String airport, long event, long created) {
        return new OnlineItem(key(airport), new byte[] {(byte) event, (byte) created}, event, created, null);
    }

    static OnlineChange put(OnlineItem item) {
        return new OnlineChange.Put(item);
    }

    static OnlineChange delete(String airport, long event, long created) {
        return new OnlineChange.Delete(key(airport), event, created);
    }
}
