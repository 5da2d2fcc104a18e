package dev.sluice.aggregation;

import java.util.ArrayDeque;

/** The least or greatest value of a window: those that a later one beats are forgotten at once. */
final class SlidingExtreme {
    private final ValueKind kind;
    private final int sign;
    private final ArrayDeque<Object> candidates = new ArrayDeque<>();

    /** @param sign 1 for the greatest, -1 for the least */
    SlidingExtreme(ValueKind kind, int sign) {
        this.kind = kind;
        this.sign = sign;
    }

    void enter(Object value) {
        while (!candidates.isEmpty() && sign * kind.compare(candidates.getLast(), value) < 0) {
            candidates.removeLast();
        }
        candidates.addLast(value);
    }

    /** The oldest value leaves. */
    void leave(Object value) {
        if (kind.compare(candidates.getFirst(), value) == 0) {
            candidates.removeFirst();
        }
    }

    Object best() {
        return candidates.getFirst();
    }

    void clear() {
        candidates.clear();
    }
}
