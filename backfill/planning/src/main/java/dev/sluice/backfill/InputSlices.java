package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.SourceUse;
import dev.sluice.input.SourcePart;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import java.util.Collection;
import java.util.List;

/** The files of one source of a view, for telling how much of them a time takes: by their sizes and their share of it. */
record InputSlices(FeatureView view, SourceUse use, List<Slice> slices) {
    static InputSlices of(FeatureView view, SourceUse use, Collection<SourcePart> parts) {
        return new InputSlices(view, use, parts.stream().map(Slice::of).toList());
    }

    /** Whether the source does not tell its size. */
    boolean isUnknown() {
        return slices.isEmpty();
    }

    /** What the partitions from the first to the last read together, once. */
    InputSize read(Partition first, Partition last) {
        long from = EpochMicros.of(ReadRange.of(view, use, first).from());
        long until = EpochMicros.of(last.end());
        double bytes = 0;
        double rows = 0;
        for (Slice slice : slices) {
            double share = slice.share(from, until);
            bytes += share * slice.bytes();
            rows += share * slice.rows();
        }
        return new InputSize(bytes, rows);
    }

    /** A file, with the times of its first and last event in microseconds. */
    record Slice(double bytes, double rows, long first, long last) {
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
