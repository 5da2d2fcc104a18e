package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.RegisteredQueries;
import dev.sluice.registry.Registry;
import java.util.List;

/**
 * A project whose queries were found to be right, beside what is registered of it.
 *
 * @param known what is registered
 * @param project as it is declared, but that queries which mean the same as the registered ones keep their rows
 */
record CheckedProject(List<RegisteredDefinition> known, Findings findings, Project project) {
    static CheckedProject of(Project declared, Registry registry, TransformCheck check) {
        List<RegisteredDefinition> known = registry.definitions(declared.name());
        RegisteredQueries registered = RegisteredQueries.of(known);
        Findings findings = check.require(declared, registered);
        return new CheckedProject(known, findings, registered.keeping(findings.reworded(), declared));
    }

    ProjectPlan plan() {
        return ProjectPlan.between(known, project);
    }

    PlanView view(ProjectPlan plan, Registry registry) {
        return PlanView.of(project, plan, registry, known, findings);
    }
}
