package dev.sluice.transform;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * From the sources of a view to the rows of a partition. Threads may share it.
 *
 * <p>Queries run in a session of their own, with pinned settings: neither the caller's settings nor its temporary views
 * change a row, and it finds its session as it left it.
 */
public final class ViewComputation implements PartitionComputation {
    private final SparkSession spark;
    private final Project project;
    private final FeatureView view;

    /** Of aggregations there is none. */
    private final @Nullable FeatureTransform transform;

    private volatile @Nullable SharedInput shared;

    private ViewComputation(
            SparkSession spark, Project project, FeatureView view, @Nullable FeatureTransform transform) {
        this.spark = spark;
        this.project = project;
        this.view = view;
        this.transform = transform;
    }

    public static ViewComputation of(SparkSession spark, Project project, FeatureView view) {
        return new ViewComputation(spark, project, view, checked(project, view));
    }

    /** Throws what is wrong with a view's transform as far as it shows without data and without a session. */
    public static void check(Project project, FeatureView view) {
        checked(project, view);
    }

    private static @Nullable FeatureTransform checked(Project project, FeatureView view) {
        Transform declared = view.computation().transform();
        if (declared instanceof Transform.Aggregates aggregates) {
            SourceEvents.check(view, aggregates);
            return null;
        }
        if (declared instanceof Transform.Sql sql) {
            SqlCheck.require(view, sql);
            return new SqlTransform(sql);
        }
        return TransformClass.load(project, (Transform.JavaClass) declared);
    }

    /** Sources are read once for all of these partitions if they look back. */
    @Override
    public void prepare(List<Partition> partitions) {
        release();
        if (transform != null && partitions.size() > 1 && SharedInput.isWorthwhile(view)) {
            shared = SharedInput.of(spark, project, view, transform, partitions);
        }
    }

    @Override
    public void release() {
        SharedInput before = shared;
        shared = null;
        if (before != null) {
            before.close();
        }
    }

    @Override
    public Dataset<Row> rows(Partition partition) {
        return transform == null ? aggregated(partition) : transformed(transform, partition);
    }

    /** From the events themselves: each partition reads those of its longest window. */
    private Dataset<Row> aggregated(Partition partition) {
        return WindowRows.ofEvents(view, SourceEvents.of(spark, project, view), partition);
    }

    private Dataset<Row> transformed(FeatureTransform transform, Partition partition) {
        SparkSession own = TransformSession.of(spark);
        SharedInput kept = shared;
        SourceReader reader = SourceReader.of(own, project);
        Map<String, Dataset<Row>> sources = new LinkedHashMap<>();
        for (SourceUse use : view.computation().sources()) {
            sources.put(
                    use.source(),
                    kept != null && kept.covers(partition)
                            ? kept.rows(own, use, partition)
                            : reader.read(project.source(use.source()), use, partition.range()));
        }
        try {
            Dataset<Row> rows = transform.transform(new TransformContext(own, partition, sources));
            return DeclaredColumns.of(view).conform(rows, partition);
        } catch (Exception e) {
            throw SparkFailure.explain(e, "Cannot compute " + view.id() + " for " + partition);
        }
    }

    /**
     * Holds a query or aggregations against the columns that its sources have now, without reading a row, and throws what is wrong. A Java
     * transform is not called.
     *
     * @return why a source could not be looked at; empty when all were
     */
    public Optional<String> analyse() {
        if (view.computation().transform() instanceof Transform.JavaClass) {
            return Optional.empty();
        }
        try {
            rows(Partition.containing(
                    view.granularity(), project.settings().clock().instant()));
            return Optional.empty();
        } catch (SluiceException e) {
            if (e.code() == TransformError.NO_SOURCE || e.type() != ErrorType.DEFINITION) {
                return Optional.of(e.getMessage());
            }
            throw e;
        }
    }

    /** Of each source, which state of it is read now, for people: runs keep {@link SourceInspection}'s. */
    public Map<String, String> inputVersions() {
        InputVersions versions = new InputVersions(spark, SourceReader.of(spark, project));
        Map<String, String> inputs = new TreeMap<>();
        view.computation()
                .sources()
                .forEach(use -> inputs.put(use.source(), versions.of(project.source(use.source()))));
        return inputs;
    }
}
