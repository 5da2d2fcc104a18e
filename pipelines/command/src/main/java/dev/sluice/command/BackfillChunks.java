package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.Chunks;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.SourceInputs;
import dev.sluice.expectation.OnFail;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The planned partitions of a view in ranges, one for each task. */
final class BackfillChunks {
    /** Airflow refuses to map a task over more than 1,024 elements, unless it is told otherwise. */
    static final int MOST = 500;

    private static final int DAYS = 7;
    private static final int HOURS = 24;

    private BackfillChunks() {}

    /**
     * The ranges in order of time; what is not planned may lie within them.
     *
     * @param most partitions of one; 0 for as many as are sensible
     */
    static List<List<Partition>> of(
            Project project, FeatureView view, BackfillPlan plan, SourceInputs inputs, int most) {
        List<Partition> partitions =
                plan.of(view).stream().map(PlannedPartition::partition).toList();
        if (view.suite().onFail() == OnFail.BLOCK) {
            return List.of(partitions);
        }
        List<List<Partition>> chunks = new ArrayList<>();
        int usual =
                Chunks.isWorthwhile(view) ? partitions.size() : view.granularity() == Granularity.DAY ? DAYS : HOURS;
        for (List<Partition> sharing : Chunks.of(project, view, inputs).cut(partitions)) {
            chunks.addAll(split(sharing, most > 0 ? most : usual));
        }
        return split(chunks, (chunks.size() + MOST - 1) / MOST).stream()
                .map(neighbours -> neighbours.stream().flatMap(List::stream).toList())
                .toList();
    }

    private static <T> List<List<T>> split(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i += most) {
            parts.add(all.subList(i, Math.min(all.size(), i + most)));
        }
        return parts;
    }

    /** As the backfill DAG takes it: the first day or hour, and the end, which is not included. */
    static Map<String, Object> range(List<Partition> chunk) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("from", chunk.get(0).toString());
        range.put("to", chunk.get(chunk.size() - 1).next().toString());
        return range;
    }
}
