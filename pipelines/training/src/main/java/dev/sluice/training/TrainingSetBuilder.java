package dev.sluice.training;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.HotKeys;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.project.Project;
import dev.sluice.transform.PhysicalPlan;
import dev.sluice.transform.SourceQuery;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Builds training sets: labels, each with what serving would have known of its entities at its time.
 *
 * <p>Each method returns a new builder; threads may share one.
 *
 * <pre>{@code
 * TrainingSet set = TrainingSetBuilder.of(spark, project, "delay_model")
 *         .withSpine(labels, "date")
 *         .build(Path.of("training-sets/delay_model"));
 * }</pre>
 */
public final class TrainingSetBuilder {
    private final SparkSession spark;
    private final Project project;
    private final FeatureService service;
    private final @Nullable Spine spine;
    private final TrainingOptions options;

    private TrainingSetBuilder(
            SparkSession spark,
            Project project,
            FeatureService service,
            @Nullable Spine spine,
            TrainingOptions options) {
        this.spark = spark;
        this.project = project;
        this.service = service;
        this.spine = spine;
        this.options = options;
    }

    /** For a service of the project: {@code name}, of its highest version, or {@code name@version}. */
    public static TrainingSetBuilder of(SparkSession spark, Project project, String service) {
        return new TrainingSetBuilder(spark, project, project.service(service), null, TrainingOptions.DEFAULTS);
    }

    /** Labels in a frame: keys, times and any other columns, all of which are kept. */
    public TrainingSetBuilder withSpine(Dataset<Row> labels, String timeColumn) {
        return with(Spine.ofFrame(labels, timeColumn));
    }

    /** Labels in a Parquet, CSV or JSON file or folder, or a Delta table. */
    public TrainingSetBuilder withSpineFile(String location, String timeColumn) {
        return with(SpineFile.spine(spark, location, timeColumn));
    }

    /**
     * Labels that a query over the project's sources answers: one SELECT, each source a view of its name with all its rows,
     * under the rules of a view's SQL. Its text stands in the manifest.
     */
    public TrainingSetBuilder withSpineQuery(String query, String timeColumn) {
        return withSpineQuery("a query", query, timeColumn);
    }

    /** The same with the query in a file. */
    public TrainingSetBuilder withSpineQueryFile(Path file, String timeColumn) {
        return withSpineQuery(file.toString(), SpineFile.query(file), timeColumn);
    }

    private TrainingSetBuilder withSpineQuery(String where, String query, String timeColumn) {
        Dataset<Row> labels = SourceQuery.of(project, where, query).rows(spark);
        return with(Spine.ofQuery(labels, timeColumn, where, query));
    }

    private TrainingSetBuilder with(Spine other) {
        return new TrainingSetBuilder(spark, project, service, other, options);
    }

    public TrainingSetBuilder withOptions(TrainingOptions others) {
        return new TrainingSetBuilder(spark, project, service, spine, others);
    }

    /** The joined rows, without writing them. */
    public Dataset<Row> rows() {
        TrainingInputs inputs = inputs();
        return inputs.rows(inputs.range());
    }

    /** What {@link #build} would read and do; of the data only the spine's times are read, and of large sets all keys and times. */
    public TrainingPlan plan() {
        TrainingInputs inputs = inputs();
        SpineRange range = inputs.range();
        ReadViews read = inputs.read(range);
        PointInTimeJoin join = inputs.join(read);
        HotKeys hot = read.hotKeys(join);
        PhysicalPlan plan = PhysicalPlan.of(inputs.rows(join.splitting(hot)));
        LakeLayout lake = TrainingInputs.lake(project);
        return new TrainingPlan(
                range.earliest(),
                range.latest(),
                IntStream.range(0, read.views().size())
                        .mapToObj(view -> inputs.views()
                                .get(view)
                                .read(spark, lake, read.views().get(view)))
                        .toList(),
                read.readRows(),
                hot.keys(),
                plan.exchanges(),
                plan.sorts());
    }

    /** Writes {@code data/} and {@code manifest.json} to a folder, wholly or not at all. */
    public TrainingSet build(Path folder) {
        return TrainingSetWriter.of(inputs()).write(folder, "Cannot build a training set of " + service.name());
    }

    /**
     * Adds to the training set in a folder the labels that are newer than its last one, each once, wholly or not at all. Its
     * options stay; repeated, it adds nothing.
     */
    public TrainingSetAppend append(Path folder) {
        return new Appender(this::inputs, options, folder).append();
    }

    /** In how many rows other values than those served would be shown; nothing is written. */
    public LeakReport leakReport() {
        return LeakReport.of(inputs(options.withServedValues()));
    }

    private TrainingInputs inputs() {
        return inputs(options);
    }

    private TrainingInputs inputs(TrainingOptions options) {
        if (spine == null) {
            throw TrainingError.INVALID_SPINE.problem("Cannot build a training set: no spine was given.");
        }
        TrainingOptions chosen = options.of(service);
        return new TrainingInputs(spark, project, service, used(chosen.values()), spine, chosen);
    }

    private List<UsedView> used(TrainingValues values) {
        Map<ViewUse, FeatureView> pinned = new LinkedHashMap<>();
        Map<ViewUse, FeatureView> fresh = new LinkedHashMap<>();
        for (ViewUse use : service.uses()) {
            FeatureView view = project.view(use);
            boolean isFresh = values == TrainingValues.FRESH && FreshView.isPossible(view);
            (isFresh ? fresh : pinned).put(use, view);
        }
        Map<ViewUse, UsedView> views = new HashMap<>();
        PinnedView.of(spark, TrainingInputs.lake(project), pinned).forEach(view -> views.put(view.use(), view));
        fresh.forEach((use, view) -> views.put(use, FreshView.of(spark, project, use, view)));
        return service.uses().stream()
                .map(use -> java.util.Objects.requireNonNull(views.get(use)))
                .toList();
    }
}
