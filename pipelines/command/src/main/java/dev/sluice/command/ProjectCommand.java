package dev.sluice.command;

import dev.sluice.definition.FeatureProject;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** A command about a project: reads it, opens its registry, and gives its answer in the form that was asked for. */
abstract class ProjectCommand implements Callable<Integer> {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder that holds sluice.yaml; default: here.")
    private Path folder = Path.of(".");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "table for people (default), json for programs; `plan` and `backfill --plan` also markdown, `status` also"
                            + " prometheus, `lineage` also mermaid.")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(names = "--debug", description = "Show Spark's log, and a stack trace when something fails.")
    private boolean debug;

    private final Terminal terminal;

    ProjectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Does the work. */
    abstract Answer answer(Project project, Registry registry);

    @Override
    public Integer call() {
        if (debug) {
            System.setProperty("sluice.log.level", "warn");
        }
        requireFormat();
        Project project = placed(FeatureProject.read(folder));
        try (Registry registry = Registries.open(project)) {
            return show(answer(registry.following(project), registry));
        }
    }

    /** The project, as the command's options would have it. */
    Project placed(Project project) {
        return project;
    }

    final void requireFormat() {
        if (!formats().contains(output)) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot answer in " + output + ". This takes --output "
                            + formats().stream().map(OutputFormat::toString).collect(Collectors.joining(" or ")) + ".");
        }
    }

    final int show(Answer answer) {
        if (answersInJson()) {
            terminal.line(JsonDocument.text(answer.json()));
        } else {
            answer.text().accept(terminal);
        }
        terminal.out().flush();
        return answer.exitStatus();
    }

    final Terminal terminal() {
        return terminal;
    }

    final Path folder() {
        return folder;
    }

    final boolean answersInJson() {
        return output == OutputFormat.JSON;
    }

    /** The forms in which it can answer what it was asked. */
    Set<OutputFormat> formats() {
        return EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON);
    }

    final boolean answersIn(OutputFormat format) {
        return output == format;
    }

    final boolean debug() {
        return debug;
    }

    /** The views of these names, or all views of the project when none is named. */
    static List<FeatureView> views(Project project, List<String> names) {
        return names.isEmpty()
                ? project.views()
                : names.stream().map(project::view).distinct().toList();
    }

    /** Refuses to work with definitions that the registry does not know. */
    static void requireApplied(Project project, Registry registry) {
        registry.requireSameLake(project);
        ProjectPlan plan = ProjectPlan.between(registry.definitions(project.name()), project);
        if (!plan.isEmpty()) {
            throw new SluiceException(
                    CommandError.NOT_APPLIED,
                    "Cannot work with project " + project.name() + ": it has changes that are not registered ("
                            + plan.summary() + "). Look at them with `sluice plan`, then `sluice apply`.");
        }
    }
}
