package dev.sluice.transform;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * What several partitions of a view read of its sources, read once: Spark keeps it in memory and, what does not fit, on disk.
 * Of a query's sources only the columns that it uses are kept.
 */
final class SharedInput implements AutoCloseable {
    private final Project project;
    private final TimeRange range;
    private final Map<String, Dataset<Row>> kept;

    private SharedInput(Project project, TimeRange range, Map<String, Dataset<Row>> kept) {
        this.project = project;
        this.range = range;
        this.kept = kept;
    }

    /** Whether partitions of the view read anything that others read, too. */
    static boolean isWorthwhile(FeatureView view) {
        return view.computation().sources().stream()
                .anyMatch(use -> !use.lookback().duration().isZero());
    }

    /** The input of these partitions, which is read when it is first asked for. */
    static SharedInput of(
            SparkSession spark,
            Project project,
            FeatureView view,
            FeatureTransform transform,
            List<Partition> partitions) {
        List<Partition> sorted = partitions.stream().sorted().toList();
        TimeRange range = new TimeRange(
                sorted.get(0).start(), sorted.get(sorted.size() - 1).end());
        SparkSession own = TransformSession.of(spark);
        SourceReader reader = SourceReader.of(own, project);
        Map<String, Dataset<Row>> whole = new LinkedHashMap<>();
        view.computation()
                .sources()
                .forEach(use -> whole.put(use.source(), reader.read(project.source(use.source()), use, range)));
        Optional<UsedColumns> used = UsedColumns.of(transform, new TransformContext(own, sorted.get(0), whole));
        Map<String, Dataset<Row>> kept = new LinkedHashMap<>();
        whole.forEach((name, rows) -> kept.put(
                name,
                used.map(columns -> columns.of(project.source(name), rows))
                        .orElse(rows)
                        .persist(StorageLevel.MEMORY_AND_DISK())));
        return new SharedInput(project, range, kept);
    }

    boolean covers(Partition partition) {
        return !partition.start().isBefore(range.from()) && !partition.end().isAfter(range.until());
    }

    /** As {@link SourceReader#read} does, in a session of the caller's. */
    Dataset<Row> rows(SparkSession own, SourceUse use, Partition partition) {
        Source source = project.source(use.source());
        Dataset<Row> whole = Objects.requireNonNull(kept.get(use.source()));
        return SourceReader.cut(
                source,
                Dataset.ofRows(own, whole.queryExecution().analyzed()),
                partition.range().reachingBack(use.lookback()));
    }

    /** Lets Spark forget the rows. */
    @Override
    public void close() {
        kept.values().forEach(rows -> rows.unpersist(false));
    }
}
