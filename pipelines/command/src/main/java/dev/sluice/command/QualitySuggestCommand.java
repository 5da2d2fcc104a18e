package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice quality suggest}. */
@Command(
        name = "suggest",
        description = "Print a suite for a view, from a look at its promoted rows: warnings, as JSON, to be reviewed.")
final class QualitySuggestCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private String view = "";

    QualitySuggestCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        FeatureView asked = project.view(view);
        String suite = SparkJobs.load().suggest(project, asked);
        return Answer.done(JsonDocument.of("view", asked.id()).with("suite", suite), terminal -> terminal.line(suite));
    }
}
