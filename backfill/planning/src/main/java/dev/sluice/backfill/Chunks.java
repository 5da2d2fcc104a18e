package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts the partitions of a view into chunks that share what they read: the sources of a chunk are read once, however far its
 * partitions look back.
 *
 * <p>A chunk reads at most {@code chunk_bytes} of the sources, but lasts at least as long as the view looks back, so that
 * nothing is read more than twice, and ends before partitions that share nothing with it.
 */
public final class Chunks {
    private final List<InputSlices> sources;
    private final Duration lookback;
    private final double mostBytes;

    private Chunks(List<InputSlices> sources, Duration lookback, double mostBytes) {
        this.sources = sources;
        this.lookback = lookback;
        this.mostBytes = mostBytes;
    }

    public static Chunks of(Project project, FeatureView view, SourceInputs inputs) {
        List<InputSlices> sources = view.computation().sources().stream()
                .map(use -> InputSlices.of(view, use, inputs.parts(project.source(use.source()))))
                .toList();
        boolean known = sources.stream().noneMatch(InputSlices::isUnknown);
        return new Chunks(
                sources, lookback(view), known ? project.settings().backfill().chunkBytes() : -1);
    }

    /** Whether partitions of the view read anything that others read, too: if not, all of them are one chunk. */
    public static boolean isWorthwhile(FeatureView view) {
        return !lookback(view).isZero();
    }

    /** The longest time before a partition's end or start that it reads. */
    private static Duration lookback(FeatureView view) {
        Stream<Duration> windows = view.aggregates().stream()
                .map(aggregates -> aggregates.longest().duration());
        Stream<Duration> lookbacks =
                view.computation().sources().stream().map(use -> use.lookback().duration());
        return Stream.concat(windows, lookbacks).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** The partitions in chunks, in order of time. */
    public List<List<Partition>> cut(Collection<Partition> partitions) {
        List<List<Partition>> chunks = new ArrayList<>();
        List<Partition> chunk = new ArrayList<>();
        for (Partition partition : partitions.stream().sorted().toList()) {
            if (!chunk.isEmpty() && endsBefore(chunk, partition)) {
                chunks.add(List.copyOf(chunk));
                chunk.clear();
            }
            chunk.add(partition);
        }
        if (!chunk.isEmpty()) {
            chunks.add(List.copyOf(chunk));
        }
        return chunks;
    }

    private boolean endsBefore(List<Partition> chunk, Partition next) {
        if (lookback.isZero()) {
            return false;
        }
        Instant start = chunk.get(0).start();
        Instant end = chunk.get(chunk.size() - 1).end();
        if (!next.start().minus(lookback).isBefore(end)) {
            return true;
        }
        boolean longEnough = !end.isBefore(start.plus(lookback));
        return longEnough && read(chunk.get(0), next).bytes() > mostBytes;
    }

    /** What partitions read of the sources, chunk by chunk. */
    InputSize size(Collection<Partition> partitions) {
        InputSize size = InputSize.NONE;
        for (List<Partition> chunk : cut(partitions)) {
            size = size.plus(lookback.isZero() ? each(chunk) : read(chunk.get(0), chunk.get(chunk.size() - 1)));
        }
        return size;
    }

    private InputSize each(List<Partition> partitions) {
        return partitions.stream().map(partition -> read(partition, partition)).reduce(InputSize.NONE, InputSize::plus);
    }

    private InputSize read(Partition first, Partition last) {
        return sources.stream().map(source -> source.read(first, last)).reduce(InputSize.NONE, InputSize::plus);
    }
}
