package dev.sluice.pointintime.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The keys that share a hash, nearly always one, with what is known of each. */
final class KeyGroup {
    private final Supplier<Follower[]> anew;
    private final List<Key> keys = new ArrayList<>();
    private int used;
    private int current;

    KeyGroup(Supplier<Follower[]> anew) {
        this.anew = anew;
    }

    /** Forgets all keys. */
    void clear() {
        used = 0;
        current = 0;
    }

    /** What is known of a key; nothing when it was not asked for since the group was cleared. */
    Follower[] of(UnsafeRow key) {
        if (current < used && keys.get(current).value.equals(key)) {
            return keys.get(current).followers;
        }
        current = 0;
        while (current < used && !keys.get(current).value.equals(key)) {
            current++;
        }
        return current < used ? keys.get(current).followers : added(key);
    }

    private Follower[] added(UnsafeRow key) {
        if (used == keys.size()) {
            keys.add(new Key(UnsafeRow.createFromByteArray(Long.BYTES, key.numFields()), anew.get()));
        }
        Key added = keys.get(used);
        used++;
        added.value.copyFrom(key);
        for (Follower follower : added.followers) {
            follower.clear();
        }
        return added.followers;
    }

    /** A key, and a follower for each view; all are used again for another key. */
    private record Key(UnsafeRow value, Follower[] followers) {}
}
