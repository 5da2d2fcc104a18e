package dev.sluice.training;

import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureService;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.project.Project;
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
    TrainingInputs {
        views = List.copyOf(views);
    }

    /** The labels with their features and, when they are divided, their parts. */
    Dataset<Row> rows(SpineRange range) {
        ReadViews read = read(range);
        PointInTimeJoin join = join(read);
        return rows(join.splitting(read.hotKeys(join)));
    }

    /** What labels of this range can see of each view. */
    ReadViews read(SpineRange range) {
        return new ReadViews(
                range,
                views.stream()
                        .map(view -> view.rows(spark, lake(project), range))
                        .toList());
    }

    /** The rows that a join of the labels has, and their parts. */
    Dataset<Row> rows(PointInTimeJoin join) {
        Dataset<Row> rows = join.join();
        return options.split() == null ? rows : options.split().divided(rows, spine.timeColumn());
    }

    PointInTimeJoin join(ReadViews read) {
        PointInTimeJoin join = PointInTimeJoin.onto(spine.rows(), spine.timeColumn());
        for (ViewRows rows : read.views()) {
            join = join.with(rows);
        }
        join = join.reading(read.readRows());
        join = options.values() == TrainingValues.AS_KNOWN ? join.asKnown() : join;
        return options.fullNames() ? join.withFullNames() : join;
    }

    TrainingInputs withSpine(Spine other) {
        return new TrainingInputs(spark, project, service, views, other, options);
    }

    /** As {@code name@version}. */
    String serviceName() {
        return service.id();
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
                pinned -> definitions.put(key(pinned.view()), pinned.view().fieldsByMeaning()));
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
