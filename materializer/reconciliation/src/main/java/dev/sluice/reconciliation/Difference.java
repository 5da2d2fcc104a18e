package dev.sluice.reconciliation;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key whose item is not what latest says.
 *
 * @param expected the row of latest; null where latest has none
 * @param held what the store holds; null where it holds nothing
 */
public record Difference(
        ItemKey key,
        @Nullable OnlineItem expected,
        @Nullable OnlineItem held) {
    private static final int SHORTEST_ROW = 9;

    /** What is wrong with the store's item. */
    public enum Kind {
        /** It is not there. */
        MISSING,
        /** Latest has no such key. */
        EXTRA,
        /** Latest has a newer row. */
        STALE,
        /** Latest has an older row, and no later commit has this one. */
        NEWER,
        /** It is of latest's row, but not equal to it. */
        DIFFERENT
    }

    public Kind kind() {
        if (held == null) {
            return Kind.MISSING;
        }
        if (expected == null) {
            return Kind.EXTRA;
        }
        if (held.isOlderThan(expected)) {
            return Kind.STALE;
        }
        return expected.isOlderThan(held) ? Kind.NEWER : Kind.DIFFERENT;
    }

    /** What of an item that is DIFFERENT differs: {@code schema}, {@code value} or {@code expiry}; else empty. */
    public String detail() {
        if (kind() != Kind.DIFFERENT) {
            return "";
        }
        byte[] wanted = Objects.requireNonNull(expected).value();
        byte[] found = Objects.requireNonNull(held).value();
        if (Arrays.equals(wanted, found)) {
            return "expiry";
        }
        boolean sameSchema = found.length >= SHORTEST_ROW && RowCodec.schemaId(found) == RowCodec.schemaId(wanted);
        return sameSchema ? "value" : "schema";
    }
}
