package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a training set is divided. */
final class SplitArguments {
    @Option(
            names = "--split",
            split = ",",
            paramLabel = "NAME=SHARE",
            description = "Divide by a hash of --split-by: train=0.8,test=0.2.")
    private Map<String, Double> shares = new LinkedHashMap<>();

    @Option(
            names = "--split-by",
            split = ",",
            paramLabel = "COLUMN",
            description = "Rows that agree in these columns are in one part.")
    private List<String> columns = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Another seed divides otherwise; default: 0.")
    private long seed;

    @Option(
            names = "--split-at",
            split = ",",
            paramLabel = "T",
            description = "Divide by time: train before T, test from T on; with two times validation between them.")
    private List<String> ends = List.of();

    @Option(names = "--embargo", paramLabel = "SPAN", description = "Labels so long after each T are in no part: 1d.")
    private @Nullable String embargo;

    @Nullable
    TrainingSetSplit split() {
        if (shares.isEmpty() != columns.isEmpty()) {
            throw wrong("--split and --split-by go together: --split train=0.8,test=0.2 --split-by origin.");
        }
        if (!shares.isEmpty() && !ends.isEmpty()) {
            throw wrong("--split divides by an entity, --split-at by time. Give one of them.");
        }
        if (embargo != null && ends.isEmpty()) {
            throw wrong("--embargo goes with --split-at.");
        }
        if (shares.isEmpty() && ends.isEmpty()) {
            return null;
        }
        return new TrainingSetSplit(
                shares,
                columns,
                seed,
                ends.stream().map(Partition::parseInstant).toList(),
                embargo == null ? TimeSpan.ZERO : TimeSpan.parse(embargo));
    }

    private static SluiceException wrong(String message) {
        return new SluiceException(CommandError.WRONG_ARGUMENT, "Invalid split: " + message);
    }
}
