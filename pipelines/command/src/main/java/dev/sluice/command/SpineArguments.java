package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the labels of a training set are. */
final class SpineArguments {
    @Option(
            names = "--spine",
            paramLabel = "FILE",
            description = "Labels with keys and times: Parquet, CSV, JSON, or a Delta table.")
    private @Nullable String file;

    @Option(
            names = "--spine-sql",
            paramLabel = "FILE",
            description = "Instead: a file with one SELECT that answers the labels, over the project's sources.")
    private @Nullable Path query;

    @Option(names = "--time", paramLabel = "COLUMN", description = "The spine's column of times.")
    private @Nullable String timeColumn;

    TrainingSetSpine spine() {
        if (file == null && query == null) {
            throw TrainingSetCommand.missing("option: --spine");
        }
        if (file != null && query != null) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Invalid spine: --spine names labels, --spine-sql a query for them. Give one of them.");
        }
        if (timeColumn == null) {
            throw TrainingSetCommand.missing("option: --time");
        }
        return new TrainingSetSpine(file, query, timeColumn);
    }
}
