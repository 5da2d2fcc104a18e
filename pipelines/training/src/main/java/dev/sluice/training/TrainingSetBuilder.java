package dev.sluice.training;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.transform.PhysicalPlan;
import dev.sluice.transform.SparkFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        return with(new Spine(labels, timeColumn, "a frame"));
    }

    /** Labels in a Parquet, CSV or JSON file or folder, or a Delta table. */
    public TrainingSetBuilder withSpineFile(String location, String timeColumn) {
        return with(new Spine(SpineFile.read(spark, location), timeColumn, location));
    }

    private TrainingSetBuilder with(Spine other) {
        return new TrainingSetBuilder(spark, project, service, other, options);
    }

    public TrainingSetBuilder withOptions(TrainingOptions others) {
        return new TrainingSetBuilder(spark, project, service, spine, others);
    }

    /** The joined rows, without writing them. */
    public Dataset<Row> rows() {
        Spine labels = labels();
        return joined(labels, pinned(), SpineRange.of(labels.rows(), labels.timeColumn()));
    }

    /** What {@link #build} would read and do; of the data only the spine's times are read. */
    public TrainingPlan plan() {
        Spine labels = labels();
        List<PinnedView> views = pinned();
        SpineRange range = SpineRange.of(labels.rows(), labels.timeColumn());
        PhysicalPlan plan = PhysicalPlan.of(joined(labels, views, range));
        return new TrainingPlan(
                range.earliest(),
                range.latest(),
                views.stream().map(view -> view.read(spark, lake(), range)).toList(),
                plan.exchanges(),
                plan.sorts());
    }

    /** Writes {@code data/} and {@code manifest.json} to a folder, wholly or not at all. */
    public TrainingSet build(Path folder) {
        Spine labels = labels();
        try (OutputFolder output = OutputFolder.begin(folder, options.existing())) {
            return write(labels, output);
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw e instanceof SluiceException problem
                    ? problem
                    : SparkFailure.explain(e, "Cannot build a training set of " + service.name());
        }
    }

    private TrainingSet write(Spine labels, OutputFolder output) {
        List<PinnedView> views = pinned();
        SpineRange range = SpineRange.of(labels.rows(), labels.timeColumn());
        Dataset<Row> rows = joined(labels, views, range);
        rows.write().format(options.format().toString()).save(output.data().toString());
        Dataset<Row> written = spark.read()
                .format(options.format().toString())
                .load(output.data().toString());
        FrameDigest result = FrameDigest.of(written);
        List<Map<String, Object>> splits = options.split() == null ? List.of() : SplitStatistics.of(written);
        Manifest manifest = Manifest.of(service, views, FrameDigest.of(labels.rows()), request(labels));
        String text = manifest.text(
                new Manifest.Result(result, rows.schema(), splits),
                project.settings().clock().instant());
        output.finish(text);
        return new TrainingSet(manifest.id(), output.folder(), result.rows(), text);
    }

    private Spine labels() {
        if (spine == null) {
            throw TrainingError.INVALID_SPINE.problem("Cannot build a training set: no spine was given.");
        }
        return spine;
    }

    private List<PinnedView> pinned() {
        Map<ViewUse, FeatureView> uses = new LinkedHashMap<>();
        service.uses().forEach(use -> uses.put(use, project.view(use)));
        return PinnedView.of(spark, lake(), uses);
    }

    private Dataset<Row> joined(Spine labels, List<PinnedView> views, SpineRange range) {
        PointInTimeJoin join = PointInTimeJoin.onto(labels.rows(), labels.timeColumn());
        for (PinnedView view : views) {
            join = join.with(view.rows(spark, lake(), range));
        }
        join = options.asKnown() ? join.asKnown() : join;
        Dataset<Row> rows = (options.fullNames() ? join.withFullNames() : join).join();
        return options.split() == null ? rows : options.split().divided(rows, labels.timeColumn());
    }

    private LakeLayout lake() {
        return LakeLayout.of(project.folder(), project.settings().lake());
    }

    private Map<String, Object> request(Spine labels) {
        Map<String, Object> request = new TreeMap<>(Map.of(
                "source", labels.source(),
                "time", labels.timeColumn(),
                "as_known", options.asKnown(),
                "full_names", options.fullNames()));
        if (options.split() != null) {
            request.put("split", options.split().fields());
        }
        return request;
    }

    private record Spine(Dataset<Row> rows, String timeColumn, String source) {}
}
