package dev.sluice.project;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which Spark computes.
 *
 * @param master the cluster as Spark names it, {@code spark://host:7077}; null for the one that started this process, or for
 *     this process itself
 * @param conf properties of Spark's by name, for what a command line does not say
 */
public record SparkSettings(@Nullable String master, Map<String, String> conf) {
    public static final SparkSettings HERE = new SparkSettings(null, Map.of());

    private static final String HADOOP = "spark.hadoop.";
    private static final String IN_THIS_PROCESS = "local[*]";

    public SparkSettings {
        conf = Map.copyOf(new TreeMap<>(conf));
    }

    public SparkSettings withMaster(String other) {
        return new SparkSettings(other, conf);
    }

    /** The same properties, without a cluster. */
    public SparkSettings inThisProcess() {
        return withMaster(IN_THIS_PROCESS);
    }

    /**
     * The same, on the master that somebody has given to Spark: that of {@code spark-submit}, or of {@code -Dspark.master}.
     *
     * @param given null when nobody has; {@code local[*]} is what spark-submit says then
     */
    public SparkSettings submittedTo(@Nullable String given) {
        return given == null || given.equals(IN_THIS_PROCESS) ? this : withMaster(given);
    }

    /** The properties that are those of Hadoop's file systems, by their names there: {@code fs.s3a.endpoint}. */
    public Map<String, String> hadoopOptions() {
        Map<String, String> options = new TreeMap<>();
        conf.forEach((name, value) -> {
            if (name.startsWith(HADOOP)) {
                options.put(name.substring(HADOOP.length()), value);
            }
        });
        return options;
    }

    /** The master, this process when none is named. */
    public String masterOrHere() {
        return master == null ? IN_THIS_PROCESS : master;
    }

    /** Whether executors are in this process, or processes that it starts. */
    public boolean isLocal() {
        return masterOrHere().startsWith("local");
    }
}
