package dev.sluice.pointintime;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Keys with more labels and rows than a task should have, and where the time of each is cut, so that several tasks share its
 * work. Found by {@link PointInTimeJoin#hotKeys}.
 */
public final class HotKeys {
    /** No key is hot. */
    public static final HotKeys NONE = new HotKeys(Map.of());

    private final Map<List<KeyPart>, OfKey> byKey;

    HotKeys(Map<List<KeyPart>, OfKey> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    KeyPieces pieces(List<KeyPart> key) {
        OfKey found = byKey.get(key);
        return found == null ? KeyPieces.NONE : found.pieces();
    }

    /** The hot keys, those with the most rows first. */
    public List<HotKey> keys() {
        return byKey.values().stream()
                .flatMap(found -> found.keys().stream())
                .sorted(Comparator.comparingDouble(HotKey::share).reversed())
                .toList();
    }

    /**
     * A key that is cut.
     *
     * @param share of the labels and rows that are joined by this kind of key, between 0 and 1, as a sample tells
     * @param pieces how many pieces its time is cut into
     */
    public record HotKey(double share, int pieces) {}

    /** The hot keys among those that views share. */
    record OfKey(KeyPieces pieces, List<HotKey> keys) {
        OfKey {
            keys = List.copyOf(keys);
        }
    }
}
