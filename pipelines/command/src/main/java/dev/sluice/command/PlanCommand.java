package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.Registry;
import picocli.CommandLine.Command;

/** {@code sluice plan}. */
@Command(name = "plan", description = "Compare the project with the registry. Changes nothing.")
final class PlanCommand extends ProjectCommand {
    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        TransformCheck.of(terminal(), folder()).require(project);
        ProjectPlan plan = ProjectPlan.between(registry.definitions(project.name()), project);
        ActiveVersions.missed(project, registry).forEach(terminal()::note);
        return Answer.done(PlanView.json(project, plan), terminal -> PlanView.print(project, plan, terminal));
    }
}
