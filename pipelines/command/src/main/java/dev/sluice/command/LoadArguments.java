package dev.sluice.command;

import dev.sluice.materializer.MaterializerOptions;
import dev.sluice.materializer.ShareWorkers;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code sluice materialize} goes about it. */
final class LoadArguments {
    @Option(
            names = "--write-units",
            paramLabel = "N",
            description =
                    "Use at most N write units a second; 0 for as many as there are. Default: online.write_units of"
                            + " sluice.yaml.")
    private @Nullable Long writeUnits;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Write N partitions of a view at the same time; default: 4, or as many as Spark has cores.")
    private @Nullable Integer partitions;

    @Option(
            names = "--on",
            paramLabel = "WHERE",
            defaultValue = "here",
            description = "Where the rows are read and written: here, in this process, or spark, in Spark's executors"
                    + " (spark.master of sluice.yaml or --master names a cluster); default: here.")
    private LoadPlace place = LoadPlace.HERE;

    @Option(
            names = "--dry-run",
            description = "Show what would be written: rows, bytes, write units, cost, time; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Write all rows of latest as files for DynamoDB's import from S3, to a new folder; the store is"
                            + " left alone.")
    private @Nullable Path export;

    @Option(
            names = "--retry-dead-letters",
            description = "Then take up again the rows that could not be written, as latest has them now.")
    private boolean retry;

    long writeUnits(Project project) {
        long units = writeUnits == null ? project.settings().online().writeUnits() : writeUnits;
        if (units < 0) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Invalid --write-units: " + units + ". Write a number of at least 0; 0 sets no limit.");
        }
        return units;
    }

    /** The options, for where the rows are to be written and in how many partitions. */
    MaterializerOptions placed(MaterializerOptions options, Project project, OnlineStores online) {
        if (place == LoadPlace.HERE) {
            return partitions == null ? options : options.withPartitions(partitions);
        }
        ShareWorkers workers = SparkJobs.load().shareWorkers(project, online.endpoint(), writeUnits(project));
        return options.withWorkers(workers)
                .withPartitions(
                        partitions == null
                                ? Math.min(workers.parallelism(), MaterializerOptions.MOST_PARTITIONS)
                                : partitions);
    }

    boolean isDryRun() {
        return dryRun;
    }

    @Nullable
    Path export() {
        if (place == LoadPlace.SPARK && (dryRun || export != null)) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot use Spark for --dry-run or --export: they are done in this process. Leave --on away.");
        }
        if (export != null && (dryRun || retry)) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot export and write: give --export without --dry-run and --retry-dead-letters.");
        }
        return export;
    }

    boolean retriesDeadLetters() {
        return retry;
    }
}
