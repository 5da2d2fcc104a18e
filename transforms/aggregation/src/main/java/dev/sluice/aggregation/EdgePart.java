package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.AggregateFunction.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The oldest value, or the newest ones, with their times; of equal times the lesser value is the older. */
final class EdgePart implements Part {
    private final ValueKind kind;
    private final boolean oldest;
    private final int most;
    private final TreeMap<Entry, Integer> kept;
    private int size;

    private EdgePart(ValueKind kind, boolean oldest, int most) {
        this.kind = kind;
        this.oldest = oldest;
        this.most = most;
        this.kept = new TreeMap<>(Comparator.comparingLong(Entry::eventTime)
                .thenComparing((left, right) -> kind.compare(left.value(), right.value())));
    }

    static EdgePart oldest(ValueKind kind) {
        return new EdgePart(kind, true, 1);
    }

    static EdgePart newest(ValueKind kind, int most) {
        return new EdgePart(kind, false, most);
    }

    @Override
    public void add(long eventTime, Object value) {
        add(new Entry(eventTime, value), 1);
    }

    private void add(Entry entry, int times) {
        kept.merge(entry, times, Integer::sum);
        size += times;
        while (size > most) {
            kept.merge(oldest ? kept.lastKey() : kept.firstKey(), -1, EdgePart::less);
            size--;
        }
    }

    private static @Nullable Integer less(int count, int by) {
        return count + by == 0 ? null : count + by;
    }

    @Override
    public void merge(Part other) {
        ((EdgePart) other).kept.forEach(this::add);
    }

    @Override
    public Object result(AggregateFunction function, long count) {
        if (function.kind() != Kind.LAST_K) {
            return oldest ? kept.firstKey().value() : kept.lastKey().value();
        }
        List<Object> values = kept.entrySet().stream()
                .flatMap(entry -> java.util.Collections.nCopies(
                        entry.getValue(), entry.getKey().value())
                        .stream())
                .toList();
        return values.subList(Math.max(0, values.size() - function.parameter()), values.size());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeShort(size);
        for (java.util.Map.Entry<Entry, Integer> entry : kept.entrySet()) {
            for (int i = 0; i < entry.getValue(); i++) {
                out.writeLong(entry.getKey().eventTime());
                kind.write(entry.getKey().value(), out);
            }
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        int entries = in.readUnsignedShort();
        for (int i = 0; i < entries; i++) {
            add(in.readLong(), kind.read(in));
        }
    }

    private record Entry(long eventTime, Object value) {}
}
