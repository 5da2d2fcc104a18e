package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.project.SparkSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command whose work Spark does. */
abstract class SparkCommand extends ProjectCommand {
    @Option(
            names = "--master",
            paramLabel = "MASTER",
            description = "The Spark cluster, as spark://host:7077, or local[N]; default: that of spark-submit, else"
                    + " spark.master of sluice.yaml, else this process.")
    private @Nullable String master;

    SparkCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    final Project placed(Project project) {
        SparkSettings spark = project.settings().spark();
        return project.withSpark(
                master == null ? spark.submittedTo(System.getProperty("spark.master")) : spark.withMaster(master));
    }
}
