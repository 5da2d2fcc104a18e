package dev.sluice.transform;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.time.EpochMicros;
import java.util.Set;
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
        return ofFiles(SourceFile.listed(reader.files(source)).keySet());
    }

    private static String ofFiles(Set<SourceFile> files) {
        long bytes = files.stream().mapToLong(SourceFile::size).sum();
        long newest = files.stream().mapToLong(SourceFile::changed).max().orElse(0);
        return files.size() + " files, " + bytes + " bytes, newest " + EpochMicros.toInstant(newest);
    }
}
