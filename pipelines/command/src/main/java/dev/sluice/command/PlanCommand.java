package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.Registry;
import dev.sluice.registry.ReviewedPlan;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice plan}. */
@Command(name = "plan", description = "Compare the project with the registry. Changes nothing.")
final class PlanCommand extends ProjectCommand {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the plan to a file: `sluice apply FILE` then applies exactly this.")
    private @Nullable Path out;

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Set<OutputFormat> formats() {
        return EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MARKDOWN);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        TransformCheck.of(terminal(), folder()).require(project);
        List<RegisteredDefinition> known = registry.definitions(project.name());
        ProjectPlan plan = ProjectPlan.between(known, project);
        registry.requireSameLake(project);
        ActiveVersions.missed(project, registry).forEach(terminal()::note);
        Deprecations deprecations = Deprecations.of(project, registry);
        deprecations.lines().forEach(terminal()::note);
        Path file = out;
        if (file != null) {
            PlanFile.write(file, new ReviewedPlanDocument(ReviewedPlan.of(known, project)).text());
        }
        PlanView view = new PlanView(project, plan, new Touched(project, registry));
        return Answer.done(
                view.json().with("deprecated", deprecations.json()),
                answersIn(OutputFormat.MARKDOWN) ? view::printMarkdown : view::print);
    }
}
