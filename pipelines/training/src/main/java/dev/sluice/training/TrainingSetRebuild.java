package dev.sluice.training;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.transform.SourceQuery;
import dev.sluice.transform.SparkFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Builds a former training set again from what its manifest says: the same labels, definitions, table versions and options.
 * What comes out has the same id and content, or is not written.
 *
 * <p>Each method returns a new one; threads may share one.
 *
 * <pre>{@code
 * TrainingSet again = TrainingSetRebuild.of(spark, project, Path.of("training-sets/delay_model"))
 *         .build(Path.of("training-sets/again"));
 * }</pre>
 */
public final class TrainingSetRebuild {
    private final SparkSession spark;
    private final Project project;
    private final RecordedSet recorded;
    private final @Nullable Spine spine;
    private final OutputFolder.Existing existing;

    private TrainingSetRebuild(
            SparkSession spark,
            Project project,
            RecordedSet recorded,
            @Nullable Spine spine,
            OutputFolder.Existing existing) {
        this.spark = spark;
        this.project = project;
        this.recorded = recorded;
        this.spine = spine;
        this.existing = existing;
    }

    /** Of the training set in a folder, or of its {@code manifest.json}. */
    public static TrainingSetRebuild of(SparkSession spark, Project project, Path manifest) {
        return of(spark, project, RecordedSet.read(manifest));
    }

    /**
     * Of a manifest's text, as the registry keeps it.
     *
     * @param where it stands, for errors
     */
    public static TrainingSetRebuild ofManifest(SparkSession spark, Project project, String manifest, String where) {
        return of(spark, project, RecordedSet.parse(manifest, where));
    }

    private static TrainingSetRebuild of(SparkSession spark, Project project, RecordedSet recorded) {
        return new TrainingSetRebuild(spark, project, recorded, null, OutputFolder.Existing.KEEP);
    }

    /** The same labels in a frame, for a set whose labels were one. */
    public TrainingSetRebuild withSpine(Dataset<Row> labels) {
        return with(Spine.ofFrame(labels, recorded.timeColumn()));
    }

    /** The same labels at another place than the recorded one. */
    public TrainingSetRebuild withSpineFile(String location) {
        return with(SpineFile.spine(spark, location, recorded.timeColumn()));
    }

    private TrainingSetRebuild with(Spine other) {
        return new TrainingSetRebuild(spark, project, recorded, other, existing);
    }

    /** A training set that is in the folder is replaced. */
    public TrainingSetRebuild replacingFormer() {
        return new TrainingSetRebuild(spark, project, recorded, spine, OutputFolder.Existing.REPLACE);
    }

    /** The id that comes out. */
    public String id() {
        return recorded.id();
    }

    /** The service and its version, as {@code delay_model@1}. */
    public String service() {
        return recorded.service();
    }

    /** Writes the same rows and a manifest with the same id, wholly or not at all. */
    public TrainingSet build(Path folder) {
        recorded.firstPart().ifPresent(first -> {
            throw TrainingError.NOT_APPENDABLE.problem(
                    cannot() + ": labels were appended to it. Rebuild its first part," + " " + first
                            + ", by its id, and append the others again.");
        });
        requireDefinitions();
        Spine labels = labels();
        requireLabels(labels);
        TrainingOptions options = recorded.options();
        options = existing == OutputFolder.Existing.REPLACE ? options.replacingFormer() : options;
        TrainingInputs inputs =
                new TrainingInputs(spark, project, project.service(recorded.service()), views(), labels, options);
        try {
            return TrainingSetWriter.of(inputs)
                    .rebuilding(recorded.definitions(), this::requireSame)
                    .write(folder, cannot());
        } catch (SluiceException failure) {
            throw explained(failure, inputs.views());
        }
    }

    private String cannot() {
        return "Cannot rebuild training set " + recorded.id();
    }

    private void requireDefinitions() {
        List<String> changes = DefinitionChanges.of(recorded.definitions(), project.definitions());
        if (!changes.isEmpty()) {
            throw TrainingError.DEFINITIONS_CHANGED.problem(cannot() + ": " + String.join("; ", changes)
                    + ". Take the project as it was then, from its history, or build a new training set.");
        }
    }

    private Spine labels() {
        if (spine != null) {
            return spine;
        }
        Map<String, String> place = recorded.place();
        if (Spine.Kind.FRAME.toString().equals(place.get(Spine.KIND))) {
            throw TrainingError.INVALID_SPINE.problem(cannot()
                    + ": its spine was a frame, which nothing keeps. Give the same labels: --spine FILE, in Java"
                    + " withSpine.");
        }
        String source = place.getOrDefault(Spine.SOURCE, "");
        String query = place.get(Spine.QUERY);
        return query == null
                ? SpineFile.spine(spark, source, recorded.timeColumn())
                : Spine.ofQuery(
                        SourceQuery.of(project, source, query).rows(spark), recorded.timeColumn(), source, query);
    }

    private void requireLabels(Spine labels) {
        FrameDigest digest = digest(labels);
        if (digest.rows() != recorded.spineRows() || !digest.hash().equals(recorded.spineHash())) {
            throw TrainingError.SPINE_CHANGED.problem(cannot() + ": its spine "
                    + labels.place().get(Spine.SOURCE) + " has changed. It had " + recorded.spineRows()
                    + " rows and the content hash " + recorded.spineHash() + ", now it has " + digest.rows() + " and "
                    + digest.hash() + ". Restore it, or name a copy of what it was with --spine.");
        }
    }

    private FrameDigest digest(Spine labels) {
        try {
            return FrameDigest.of(labels.rows());
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, cannot());
        }
    }

    /** The views of the service, those of the versions that it meant then, as they were read then. */
    private List<UsedView> views() {
        SortedMap<ViewId, String> sources = recorded.sources();
        List<UsedView> views = new ArrayList<>();
        for (ViewUse use : project.service(recorded.service()).uses()) {
            FeatureView view = project.view(meant(use));
            views.add(sources.containsKey(view.id()) ? fresh(use, view) : pinned(use, view));
        }
        return views;
    }

    private UsedView pinned(ViewUse use, FeatureView view) {
        return PinnedView.at(recorded.tables(), TrainingInputs.lake(project), use, view);
    }

    private UsedView fresh(ViewUse use, FeatureView view) {
        FreshView fresh = FreshView.of(spark, project, use, view);
        String state = recorded.sources().get(view.id());
        if (!fresh.state().equals(state)) {
            throw TrainingError.SOURCE_CHANGED.problem(
                    cannot() + ": the source " + fresh.source().source().name() + " of "
                            + view.id() + " has changed. Its state was '" + state + "', now it is '" + fresh.state()
                            + "'. Restore its files, or build a new training set.");
        }
        return fresh;
    }

    /** A use without a version followed the one that was active then: the recorded one that no other use pins, if there is. */
    private ViewId meant(ViewUse use) {
        List<ViewId> candidates = recorded.views().stream()
                .filter(view -> view.name().equals(use.view()))
                .filter(view -> use.version() == null || use.version() == view.version())
                .toList();
        return candidates.stream()
                .filter(view -> use.version() != null || !isPinned(view))
                .findFirst()
                .or(() -> candidates.stream().max(Comparator.naturalOrder()))
                .orElseThrow(() -> TrainingError.INVALID_MANIFEST.problem(
                        cannot() + ": its manifest pins no table of " + use.view() + ". Restore the manifest."));
    }

    private boolean isPinned(ViewId view) {
        return project.service(recorded.service()).uses().stream()
                .anyMatch(use -> view.equals(use.version() == null ? null : new ViewId(use.view(), use.version())));
    }

    private void requireSame(String id, FrameDigest result) {
        if (!result.hash().equals(recorded.hash()) || result.rows() != recorded.rows() || !id.equals(recorded.id())) {
            throw TrainingError.NOT_REPRODUCED.problem(cannot() + ": the same inputs gave " + result.rows()
                    + " rows with the content hash " + result.hash() + " and the id " + id + ", recorded are "
                    + recorded.rows() + " rows with " + recorded.hash() + ". Nothing was written. Was the manifest"
                    + " changed, or a feature table made anew?");
        }
    }

    /** The failure, unless a version that cannot be read any more is the reason. */
    private SluiceException explained(SluiceException failure, List<UsedView> views) {
        for (PinnedView pinned : pinned(views)) {
            Optional<String> loss = FeatureTable.of(spark, TrainingInputs.lake(project), pinned.view())
                    .loss(pinned.version());
            if (loss.isPresent()) {
                return TrainingError.VERSION_GONE.problem(
                        cannot() + ": version " + pinned.version() + " of "
                                + pinned.view().id() + " ("
                                + pinned.path() + ") cannot be read: " + loss.get()
                                + ". Restore the table from a copy, or build a new training set. To keep versions"
                                + " longer, raise the table's delta.deletedFileRetentionDuration and"
                                + " delta.logRetentionDuration.",
                        failure);
            }
        }
        return failure;
    }

    private static List<PinnedView> pinned(List<UsedView> views) {
        return views.stream()
                .filter(PinnedView.class::isInstance)
                .map(PinnedView.class::cast)
                .toList();
    }
}
