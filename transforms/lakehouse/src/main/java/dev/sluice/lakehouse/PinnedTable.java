package dev.sluice.lakehouse;

import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Delta table as it was at one version. */
record PinnedTable(String path, long version) {
    /** The rows of that version, with the columns that it had; a version that is not there is an error. */
    Dataset<Row> rows(SparkSession spark) {
        return LakeFailure.during("Cannot read version " + version + " of " + path, () -> {
            OptionalLong newest = new TableLog(spark, path).version();
            if (newest.isEmpty() || version < 0 || version > newest.getAsLong()) {
                throw LakeFailure.unknownVersion(path, version, newest);
            }
            return spark.read().format("delta").option("versionAsOf", version).load(path);
        });
    }
}
