package dev.sluice.lakehouse;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Delta table as it was at one version: what a training set is built from, and can be built from again. */
public record PinnedTable(String path, long version) {
    /** The rows of that version, with the columns that it had; a version that is not there is an error. */
    public Dataset<Row> rows(SparkSession spark) {
        return LakeFailure.during("Cannot read version " + version + " of " + path, () -> {
            OptionalLong newest = new TableLog(spark, path).version();
            if (newest.isEmpty() || version < 0 || version > newest.getAsLong()) {
                throw TableLog.unknownVersion(path, version, newest);
            }
            return spark.read().format("delta").option("versionAsOf", version).load(path);
        });
    }

    /** Why that version cannot be read any more, as a clause; empty when it can. Looks for every data file of it. */
    public Optional<String> loss(SparkSession spark) {
        return new VersionLoss(spark, this).clause();
    }
}
