package dev.sluice.lakehouse;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Why the rows of a table's version cannot be read any more: its log was cleaned up, or its files were vacuumed. It explains
 * a failure; what that said is the caller's to keep.
 */
final class VersionLoss {
    private final SparkSession spark;
    private final PinnedTable table;

    VersionLoss(SparkSession spark, PinnedTable table) {
        this.spark = spark;
        this.table = table;
    }

    /** What is lost, as a clause; empty when nothing is. Lists the version's files and looks for each. */
    Optional<String> clause() {
        OptionalLong newest = new TableLog(spark, table.path()).version();
        if (newest.isEmpty()) {
            return Optional.of("there is no table any more");
        }
        if (table.version() > newest.getAsLong()) {
            return Optional.of("the table's newest version is " + newest.getAsLong() + ", it was made anew");
        }
        Optional<List<String>> files = files();
        return files.isEmpty()
                ? Optional.of("the log of that version was cleaned up")
                : missing(files.get()).map(missing -> missing + ": they were vacuumed");
    }

    /** The data files of the version; empty when its log is gone. */
    private Optional<List<String>> files() {
        try {
            return Optional.of(Arrays.asList(spark.read()
                    .format("delta")
                    .option("versionAsOf", table.version())
                    .load(table.path())
                    .inputFiles()));
        } catch (Exception e) { // Delta's checked ones too, which Scala does not declare
            return Optional.empty();
        }
    }

    private Optional<String> missing(List<String> files) {
        long there = files.stream().filter(this::exists).count();
        return there == files.size()
                ? Optional.empty()
                : Optional.of((files.size() - there) + " of its " + files.size() + " files are gone");
    }

    private boolean exists(String file) {
        Path path = new Path(java.net.URI.create(file));
        return LakeFailure.during("Cannot look for " + path, () -> isThere(path));
    }

    private boolean isThere(Path path) throws IOException {
        FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
        return files.exists(path);
    }
}
