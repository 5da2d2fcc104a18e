package dev.sluice.pointintime.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The keys that share a hash, nearly always one, with the newest rows of each. */
final class KeyGroup {
    private final Supplier<NewestRow[]> anew;
    private final List<Key> keys = new ArrayList<>();
    private int used;
    private int current;

    KeyGroup(Supplier<NewestRow[]> anew) {
        this.anew = anew;
    }

    /** Forgets all keys. */
    void clear() {
        used = 0;
        current = 0;
    }

    /** The newest rows of a key; none when it was not asked for since the group was cleared. */
    NewestRow[] of(UnsafeRow key) {
        if (current < used && keys.get(current).value.equals(key)) {
            return keys.get(current).newest;
        }
        current = 0;
        while (current < used && !keys.get(current).value.equals(key)) {
            current++;
        }
        return current < used ? keys.get(current).newest : added(key);
    }

    private NewestRow[] added(UnsafeRow key) {
        if (used == keys.size()) {
            keys.add(new Key(UnsafeRow.createFromByteArray(Long.BYTES, key.numFields()), anew.get()));
        }
        Key added = keys.get(used);
        used++;
        added.value.copyFrom(key);
        for (NewestRow row : added.newest) {
            row.clear();
        }
        return added.newest;
    }

    /** A key, and the newest row of each view; both are used again for another key. */
    private record Key(UnsafeRow value, NewestRow[] newest) {}
}
