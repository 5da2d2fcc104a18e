package dev.sluice.transform;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** Which state of a source a run reads: a Delta version, or what its files look like from outside. */
final class InputVersions {
    private final SparkSession spark;
    private final SourceReader reader;

    InputVersions(SparkSession spark, SourceReader reader) {
        this.spark = spark;
        this.reader = reader;
    }

    /** {@code "version 12"} of a Delta table, {@code "3 files, 1200 bytes, newest ..."} of files, empty for a database. */
    String of(Source source) {
        if (source.format() == SourceFormat.JDBC) {
            return "";
        }
        String location = reader.location(source);
        if (source.format() == SourceFormat.DELTA) {
            return "version "
                    + DeltaLog.forTable(spark, location)
                            .update(false, scala.Option.empty(), scala.Option.empty())
                            .version();
        }
        try {
            return ofFiles(new Path(location));
        } catch (IOException e) {
            throw SparkFailure.explain(e, "Cannot list the files of source " + source.name());
        }
    }

    private String ofFiles(Path path) throws IOException {
        FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
        FileStatus[] found = files.globStatus(path);
        FileStatus[] listed = found == null ? new FileStatus[0] : withChildren(files, found);
        long bytes = Arrays.stream(listed).mapToLong(FileStatus::getLen).sum();
        long newest = Arrays.stream(listed)
                .max(Comparator.comparingLong(FileStatus::getModificationTime))
                .map(FileStatus::getModificationTime)
                .orElse(0L);
        return listed.length + " files, " + bytes + " bytes, newest " + java.time.Instant.ofEpochMilli(newest);
    }

    private static FileStatus[] withChildren(FileSystem files, FileStatus[] found) throws IOException {
        if (found.length == 1 && found[0].isDirectory()) {
            return files.listStatus(found[0].getPath());
        }
        return found;
    }
}
