package dev.sluice.command;

import dev.sluice.backfill.ExecutionOptions;
import picocli.CommandLine.Option;

/** The arguments of commands that run partitions. */
final class ExecutionArguments {
    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "How many partitions run at once; default: ${DEFAULT-VALUE}.")
    private int parallelism = ExecutionOptions.DEFAULTS.parallelism();

    ExecutionOptions options() {
        return new ExecutionOptions(parallelism);
    }
}
