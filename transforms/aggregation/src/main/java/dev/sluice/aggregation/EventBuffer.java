package dev.sluice.aggregation;

import java.util.Arrays;

/** The values of one input in the order of their times, of equal times the least first. Positions stay as they are. */
final class EventBuffer {
    private static final int START_SIZE = 16;

    private final ValueKind kind;
    private long[] times = new long[START_SIZE];
    private Object[] values = new Object[START_SIZE];
    private int base;
    private int size;

    EventBuffer(ValueKind kind) {
        this.kind = kind;
    }

    /** Adds a value that is not older than those before it. */
    void add(long eventTime, Object value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        int place = size++;
        while (place > 0 && times[place - 1] == eventTime && kind.compare(values[place - 1], value) > 0) {
            times[place] = times[place - 1];
            values[place] = values[place - 1];
            place--;
        }
        times[place] = eventTime;
        values[place] = value;
    }

    /** The position after the last. */
    int end() {
        return base + size;
    }

    long time(int position) {
        return times[position - base];
    }

    Object value(int position) {
        return values[position - base];
    }

    /** Forgets what is before a position, when that is worth it. */
    void forgetBefore(int position) {
        int passed = position - base;
        if (passed > START_SIZE && passed > size / 2) {
            System.arraycopy(times, passed, times, 0, size - passed);
            System.arraycopy(values, passed, values, 0, size - passed);
            Arrays.fill(values, size - passed, size, null);
            size -= passed;
            base = position;
        }
    }

    void clear() {
        Arrays.fill(values, 0, size, null);
        base = 0;
        size = 0;
    }
}
