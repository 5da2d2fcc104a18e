package dev.sluice.materializer.feed;

import java.io.Serializable;

/**
 * The part of a feed that one of several readers takes. All changes of a key fall to the same reader.
 *
 * @param index from 0
 * @param of how many readers there are
 */
public record FeedShare(int index, int of) implements Serializable {
    public static final FeedShare ALL = new FeedShare(0, 1);

    public FeedShare {
        if (index < 0 || index >= of) {
            throw new IllegalArgumentException("No share " + index + " of " + of);
        }
    }

    boolean hasSegment(int segment) {
        return segment % of == index;
    }

    boolean hasKey(String key) {
        return of == 1 || Math.floorMod(spread(key.hashCode()), of) == index;
    }

    /** Keys that differ in their last letters only have hashes side by side. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }
}
