package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.RegisteredQueries;
import dev.sluice.registry.Registry;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice check}. */
@Command(
        name = "check",
        description =
                "Check transforms and expectations against the columns of the sources; `plan` does it when one has changed.")
final class CheckCommand extends ProjectCommand {
    private static final int WRONG_INPUT = 2;

    CheckCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        RegisteredQueries registered = RegisteredQueries.of(registry.definitions(project.name()));
        SparkJobs jobs = SparkJobs.load();
        Findings found = jobs.check(project, registered.rewritten(project));
        Findings findings = found.mistakes().isEmpty() ? found.with(LikeStatistics.of(project, registry, jobs)) : found;
        CheckRecord.of(project, registered, findings).write(project);
        List<String> mistakes = findings.mistakes();
        findings.unknown().forEach(why -> terminal().problem("Checked without the columns of a source. " + why));
        mistakes.forEach(terminal()::problem);
        return new Answer(
                JsonDocument.of("project", project.name())
                        .with("mistakes", mistakes)
                        .with("unknown", findings.unknown())
                        .with("reworded", CheckRecord.texts(findings.reworded()))
                        .with(
                                "alike",
                                findings.alike().stream().map(CheckRecord::json).toList()),
                terminal -> terminal.line(words(mistakes.size())),
                mistakes.isEmpty() ? 0 : WRONG_INPUT);
    }

    private static String words(int mistakes) {
        return mistakes == 0 ? "No mistakes." : mistakes == 1 ? "1 mistake." : mistakes + " mistakes.";
    }
}
