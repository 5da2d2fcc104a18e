package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the rows of a view come from, as a run has shown it.
 *
 * @param computationHash of the view as it was computed
 * @param shownAt kept in microseconds
 * @param edges sorted, each once, with the best of its witnesses; at least one
 */
public record LineageRecord(
        String project, ViewId view, String computationHash, String runId, Instant shownAt, List<LineageEdge> edges) {
    private static final Comparator<LineageEdge> ORDER = Comparator.comparing(LineageEdge::column)
            .thenComparing(LineageEdge::table)
            .thenComparing(LineageEdge::tableColumn)
            .thenComparing(LineageEdge::usage);

    public LineageRecord {
        shownAt = shownAt.truncatedTo(ChronoUnit.MICROS);
        SortedSet<LineageEdge> distinct = new TreeSet<>(ORDER);
        edges.stream().sorted(Comparator.comparing(LineageEdge::witness)).forEach(distinct::add);
        edges = List.copyOf(distinct);
    }

    /** The same with these edges. */
    LineageRecord with(List<LineageEdge> others) {
        return new LineageRecord(project, view, computationHash, runId, shownAt, others);
    }

    boolean isOfSameComputation(LineageRecord other) {
        return project.equals(other.project)
                && view.equals(other.view)
                && computationHash.equals(other.computationHash);
    }
}
