package dev.sluice.lakehouse;

import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Partition;
import dev.sluice.transform.SparkFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The folders in which runs leave their rows to be judged: whole when they hold {@code _SUCCESS}, which goes first. */
final class Staging {
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    /** Other problems of writing rows are those of computing them, or of their sources. */
    private static final Set<ErrorCode> OF_THE_LAKE =
            Set.of(LakehouseError.STOPPED, LakehouseError.NO_PERMISSION, LakehouseError.NOT_A_FOLDER);

    private final SparkSession spark;
    private final LakeLayout layout;
    private final ViewColumns columns;

    Staging(SparkSession spark, LakeLayout layout, ViewColumns columns) {
        this.spark = spark;
        this.layout = layout;
        this.columns = columns;
    }

    StagedPartition stage(Dataset<Row> rows, Partition partition, String runId) {
        new ColumnCheck(columns).checkRows(rows.schema());
        checkGranularity(partition);
        Path folder = folder(runId);
        String what = "Cannot stage " + columns.view().id() + " for " + partition;
        LakeFailure.during(what, () -> delete(folder));
        write(rows, folder, what);
        StagedFiles written = LakeFailure.during(what, () -> StagedFiles.read(folder, configuration()));
        if (!written.lieIn(partition)) {
            LakeFailure.during(what, () -> delete(folder));
            throw wrongTimes(what, partition, written);
        }
        return staged(partition, runId, written);
    }

    Optional<StagedPartition> find(Partition partition, String runId) {
        Path folder = folder(runId);
        return LakeFailure.during("Cannot look for the staged rows of " + runId, () -> {
            if (!folder.getFileSystem(configuration()).exists(success(folder))) {
                return Optional.empty();
            }
            return Optional.of(staged(partition, runId, StagedFiles.read(folder, configuration())));
        });
    }

    /** The rows as they were staged; not complete or changed since is an error. */
    Dataset<Row> read(StagedPartition staged) {
        String what = "Cannot read the staged rows of " + staged.runId();
        if (!find(staged.partition(), staged.runId()).equals(Optional.of(staged))) {
            throw new SluiceException(
                    LakehouseError.STAGING_CHANGED,
                    what + ": " + staged.path() + " does not hold the " + staged.rows()
                            + " rows that were staged. Run the partition again.");
        }
        return LakeFailure.during(
                what,
                () -> spark.read()
                        .schema(columns.staged())
                        // The path is a name: without this, Spark takes [ and { in it for a pattern.
                        .option("__globPaths__", "false")
                        .parquet(staged.path()));
    }

    void discard(String runId) {
        LakeFailure.during("Cannot discard the staged rows of " + runId, () -> delete(folder(runId)));
    }

    private void write(Dataset<Row> rows, Path folder, String what) {
        try {
            // rebalance: as many files as the bytes ask for, one for a small partition.
            ViewColumns.select(rows, columns.staged())
                    .hint("rebalance")
                    .write()
                    .mode(SaveMode.Overwrite)
                    .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "true")
                    .parquet(folder.toString());
        } catch (Exception e) {
            SluiceException problem = LakeFailure.explain(e, what);
            throw OF_THE_LAKE.contains(problem.code()) ? problem : SparkFailure.explain(e, what);
        }
    }

    private boolean delete(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem(configuration());
        files.delete(success(folder), false);
        return files.delete(folder, true);
    }

    private StagedPartition staged(Partition partition, String runId, StagedFiles files) {
        return new StagedPartition(
                partition, runId, layout.staging(columns.view().id(), runId), files.rows(), files.bytes());
    }

    private Path folder(String runId) {
        if (!RUN_ID.matcher(runId).matches()) {
            throw new SluiceException(
                    LakehouseError.INVALID_ARGUMENT,
                    "Invalid run id: '" + runId + "'. Use letters, digits, '.', '_' and '-'.");
        }
        return new Path(layout.staging(columns.view().id(), runId));
    }

    private void checkGranularity(Partition partition) {
        if (partition.granularity() != columns.view().granularity()) {
            throw new SluiceException(
                    LakehouseError.INVALID_ARGUMENT,
                    "Invalid partition: " + partition + " of " + columns.view().id() + ". Its partitions are one "
                            + columns.view().granularity() + " long.");
        }
    }

    private static SluiceException wrongTimes(String what, Partition partition, StagedFiles written) {
        return new SluiceException(
                LakehouseError.WRONG_EVENT_TIME,
                what + ": event_time must be after " + partition.start() + " and not after " + partition.end()
                        + ", but " + written.span()
                        + ". Return event_time inside the partition, or leave it out of the transform.");
    }

    private static Path success(Path folder) {
        return new Path(folder, "_SUCCESS");
    }

    private Configuration configuration() {
        return spark.sessionState().newHadoopConf();
    }
}
