package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice check}. */
@Command(
        name = "check",
        description =
                "Check transforms and expectations with Spark's parser, without data; `plan` does it when one has changed.")
final class CheckCommand extends ProjectCommand {
    private static final int WRONG_INPUT = 2;

    CheckCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        List<String> mistakes = SparkJobs.load().mistakes(project);
        TransformCheck.remember(project, mistakes);
        mistakes.forEach(mistake -> terminal().note("sluice: " + mistake));
        return new Answer(
                JsonDocument.of("project", project.name()).with("mistakes", mistakes),
                terminal -> terminal.line(words(mistakes.size())),
                mistakes.isEmpty() ? 0 : WRONG_INPUT);
    }

    private static String words(int mistakes) {
        return mistakes == 0 ? "No mistakes." : mistakes == 1 ? "1 mistake." : mistakes + " mistakes.";
    }
}
