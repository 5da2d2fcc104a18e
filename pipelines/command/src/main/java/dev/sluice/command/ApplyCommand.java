package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.Registry;
import java.time.Clock;
import picocli.CommandLine.Command;

/** {@code sluice apply}. */
@Command(name = "apply", description = "Register what `plan` shows.")
final class ApplyCommand extends ProjectCommand {
    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
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
