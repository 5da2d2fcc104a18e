package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.Registry;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice apply}. */
@Command(name = "apply", description = "Register what `plan` shows.")
final class ApplyCommand extends ProjectCommand {
    @Option(
            names = "--drop-active",
            description =
                    "Register even what takes from services the version that they follow before another is complete.")
    private boolean dropActive;

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        List<String> missed = ActiveVersions.missed(project, registry);
        if (!missed.isEmpty() && !dropActive) {
            throw CommandError.INCOMPLETE_VERSION.problem("Cannot apply: " + String.join("\n", missed));
        }
        TransformCheck.of(terminal(), folder()).require(project);
        ProjectPlan applied = registry.apply(project, Clock.systemUTC().instant());
        return Answer.done(PlanView.json(project, applied), terminal -> {
            PlanView.print(project, applied, terminal);
            if (!applied.isEmpty()) {
                terminal.line("Registered.");
            }
        });
    }
}
