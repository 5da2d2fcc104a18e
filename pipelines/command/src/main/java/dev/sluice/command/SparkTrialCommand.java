package dev.sluice.command;

import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import picocli.CommandLine.Command;

/** {@code sluice spark-trial}, which {@code sluice doctor} starts as a process of its own. It needs no registry. */
@Command(
        name = "spark-trial",
        hidden = true,
        description =
                "Start the project's Spark, look at its executors, and let them write and read a table in the lake.")
final class SparkTrialCommand extends SparkCommand {
    SparkTrialCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        SparkTrial trial = SparkJobs.load().trial(placed(FeatureProject.read(folder())));
        return show(Answer.done(
                trial.json(),
                terminal -> terminal.line("Spark " + trial.version() + " on " + trial.master() + ", "
                        + trial.executors().size() + " tasks.")));
    }

    @Override
    Answer answer(Project project, Registry registry) {
        throw new UnsupportedOperationException("spark-trial needs no registry");
    }
}
