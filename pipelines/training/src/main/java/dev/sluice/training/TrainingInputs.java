package dev.sluice.training;

import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureService;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.HotKeys;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.pointintime.ReadRows;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.project.Project;
import dev.sluice.transform.PhysicalPlan;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All that decides the rows of a training set, each table pinned. */
record TrainingInputs(
        SparkSession spark,
        Project project,
        FeatureService service,
        List<UsedView> views,
        Spine spine,
        TrainingOptions options) {
    private static final long MOST_LABELS_BROADCAST = 200_000;
    private static final long BYTES_FOR_A_LABEL = 200;
    private static final long LEAST_BYTES = 1_000_000;
    private static final long LEAST_LABELS_SAMPLED = 1_000_000;
    private static final long LEAST_BYTES_SAMPLED = 256_000_000;

    TrainingInputs {
        views = List.copyOf(views);
    }

    /** The labels with their features and, when they are divided, their parts. */
    Dataset<Row> rows(SpineRange range) {
        return rows(range, read(range));
    }

    /** What labels of this range can see of each view. */
    List<ViewRows> read(SpineRange range) {
        return views.stream()
                .map(view -> view.rows(spark, lake(project), range))
                .toList();
    }

    /** The same rows as {@link #rows(SpineRange)}, of what was read for them. */
    Dataset<Row> rows(SpineRange range, List<ViewRows> read) {
        PointInTimeJoin join = join(range, read);
        return rows(join.splitting(hotKeys(join, range, read)));
    }

    /** The rows that a join of the labels has, and their parts. */
    Dataset<Row> rows(PointInTimeJoin join) {
        Dataset<Row> rows = join.join();
        return options.split() == null ? rows : options.split().divided(rows, spine.timeColumn());
    }

    PointInTimeJoin join(SpineRange range, List<ViewRows> read) {
        PointInTimeJoin join = PointInTimeJoin.onto(spine.rows(), spine.timeColumn());
        for (ViewRows rows : read) {
            join = join.with(rows);
        }
        join = join.reading(readRows(range, read));
        join = options.values() == TrainingValues.AS_KNOWN ? join.asKnown() : join;
        return options.fullNames() ? join.withFullNames() : join;
    }

    /** The keys that are too large for one task; of little work none, which is not worth looking. */
    static HotKeys hotKeys(PointInTimeJoin join, SpineRange range, List<ViewRows> read) {
        boolean isLarge = range.labels() >= LEAST_LABELS_SAMPLED || bytes(read) >= LEAST_BYTES_SAMPLED;
        return isLarge ? join.hotKeys() : HotKeys.NONE;
    }

    /** Which of the rows read take part in the join: broadcasting the labels' keys pays when the features are many bytes for each label. */
    static ReadRows readRows(SpineRange range, List<ViewRows> views) {
        if (range.labels() > MOST_LABELS_BROADCAST) {
            return ReadRows.ALL;
        }
        long bytes = bytes(views);
        return bytes >= range.labels() * BYTES_FOR_A_LABEL && bytes >= LEAST_BYTES ? ReadRows.OF_LABELS : ReadRows.ALL;
    }

    private static long bytes(List<ViewRows> views) {
        return views.stream()
                .mapToLong(view -> PhysicalPlan.of(view.rows()).bytes())
                .sum();
    }

    TrainingInputs withSpine(Spine other) {
        return new TrainingInputs(spark, project, service, views, other, options);
    }

    /** As {@code name@version}. */
    String serviceName() {
        return service.name() + "@" + service.version();
    }

    SpineRange range() {
        return SpineRange.of(spine.rows(), spine.timeColumn());
    }

    static LakeLayout lake(Project project) {
        return LakeLayout.of(project.folder(), project.settings().lake());
    }

    /** The flat fields of the service and its views, by {@code kind name@version}. */
    SortedMap<String, SortedMap<String, String>> definitions() {
        SortedMap<String, SortedMap<String, String>> definitions = new TreeMap<>();
        definitions.put(key(service), service.fields());
        views.forEach(
                pinned -> definitions.put(key(pinned.view()), pinned.view().fields()));
        return definitions;
    }

    static String key(Definition definition) {
        return definition.kind() + " " + definition.name() + "@" + definition.version();
    }

    /** What the manifest says of the labels and of how they are joined. */
    Map<String, Object> request() {
        Map<String, Object> request = spine.fields();
        request.put("as_known", options.values() == TrainingValues.AS_KNOWN);
        if (options.values() == TrainingValues.FRESH) {
            request.put("fresh", true);
        }
        request.put("full_names", options.fullNames());
        if (options.split() != null) {
            request.put("split", options.split().fields());
        }
        return request;
    }
}
