package dev.sluice.transform;

import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Partition;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a transform may look at: its sources, cut to their time ranges, and the bounds of the partition. */
public final class TransformContext {
    private final SparkSession spark;
    private final Partition partition;
    private final Map<String, Dataset<Row>> sources;

    TransformContext(SparkSession spark, Partition partition, Map<String, Dataset<Row>> sources) {
        this.spark = spark;
        this.partition = partition;
        this.sources = Map.copyOf(sources);
    }

    public SparkSession spark() {
        return spark;
    }

    /** The partition's start, itself included. */
    public Instant start() {
        return partition.start();
    }

    /** The partition's end, itself not included. */
    public Instant end() {
        return partition.end();
    }

    /** The rows of a declared source in {@code [start - lookback, end)}. */
    public Dataset<Row> source(String name) {
        Dataset<Row> source = sources.get(name);
        if (source == null) {
            throw new SluiceException(
                    TransformError.INVALID_CLASS,
                    "Unknown source: '" + name + "' is not among the view's sources."
                            + NearestName.hint(name, sources.keySet()));
        }
        return source;
    }

    Map<String, Dataset<Row>> sources() {
        return sources;
    }
}
