package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.Registry;
import dev.sluice.registry.ReviewedPlan;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice plan}. */
@Command(name = "plan", description = "Compare the project with the registry. Changes nothing.")
final class PlanCommand extends ProjectCommand {
    /** Not Terraform's 2, which is a wrong input here. */
    private static final int CHANGES = 3;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the plan to a file: `sluice apply FILE` then applies exactly this.")
    private @Nullable Path out;

    @Option(
            names = "--detailed-exitcode",
            description = "End with status " + CHANGES + " when there are changes; 0 says that there are none.")
    private boolean detailed;

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Set<OutputFormat> formats() {
        return EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MARKDOWN);
    }

    @Override
    Answer answer(Project declared, Registry registry) {
        CheckedProject checked = CheckedProject.of(declared, registry, TransformCheck.of(terminal(), folder()));
        Project project = checked.project();
        ProjectPlan plan = checked.plan();
        registry.requireSameLake(project);
        ActiveVersions.missed(project, registry).forEach(terminal()::note);
        Deprecations deprecations = Deprecations.of(project, registry);
        deprecations.lines().forEach(terminal()::note);
        Path file = out;
        if (file != null) {
            PlanFile.write(file, new ReviewedPlanDocument(ReviewedPlan.of(checked.known(), project)).text());
        }
        PlanView view = checked.view(plan, registry);
        return new Answer(
                view.json().with("deprecated", deprecations.json()),
                answersIn(OutputFormat.MARKDOWN) ? view::printMarkdown : view::print,
                detailed && !plan.isEmpty() ? CHANGES : 0);
    }
}
