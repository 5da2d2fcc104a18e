package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.SourceUse;
import dev.sluice.input.SourcePart;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.Collection;
import java.util.List;

/**
 * How much of its sources a view's partitions read, by the files' sizes and their share of the time.
 *
 * @param bytes as often as they are read
 */
record InputSize(double bytes, double rows) {
    static final InputSize NONE = new InputSize(0, 0);

    /** What partitions of a view read of one source. What windows overlap is read once, what lookbacks overlap each time. */
    static InputSize of(
            FeatureView view, SourceUse use, Collection<Partition> partitions, Collection<SourcePart> parts) {
        List<Slice> slices = parts.stream().map(Slice::of).toList();
        if (view.aggregates().isPresent()) {
            return partitions.isEmpty() ? NONE : read(slices, whole(view, use, partitions));
        }
        InputSize all = NONE;
        for (Partition partition : partitions) {
            all = all.plus(read(slices, ReadRange.of(view, use, partition)));
        }
        return all;
    }

    private static TimeRange whole(FeatureView view, SourceUse use, Collection<Partition> partitions) {
        List<Partition> sorted = partitions.stream().sorted().toList();
        return new TimeRange(
                ReadRange.of(view, use, sorted.get(0)).from(),
                sorted.get(sorted.size() - 1).end());
    }

    private static InputSize read(List<Slice> slices, TimeRange range) {
        long from = EpochMicros.of(range.from());
        long until = EpochMicros.of(range.until());
        double bytes = 0;
        double rows = 0;
        for (Slice slice : slices) {
            double share = slice.share(from, until);
            bytes += share * slice.bytes();
            rows += share * slice.rows();
        }
        return new InputSize(bytes, rows);
    }

    InputSize plus(InputSize other) {
        return new InputSize(bytes + other.bytes, rows + other.rows);
    }

    /** A file, with the times of its first and last event in microseconds. */
    private record Slice(double bytes, double rows, long first, long last) {
        static Slice of(SourcePart part) {
            return new Slice(
                    part.bytes(),
                    part.rows(),
                    EpochMicros.of(part.events().first()),
                    EpochMicros.of(part.events().last()));
        }

        /** Events are taken to be spread evenly over a file's time. */
        double share(long from, long until) {
            if (first >= until || last < from) {
                return 0;
            }
            double length = Math.max(1.0, (double) last - first);
            return Math.min(1, Math.max(1.0, (double) Math.min(last, until) - Math.max(first, from)) / length);
        }
    }
}
