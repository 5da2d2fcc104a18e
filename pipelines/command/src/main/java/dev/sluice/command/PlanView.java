package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What `plan` shows: a line for each thing that is new, changed or gone, and below it what changed in it, what that costs and
 * who notices.
 */
record PlanView(Project project, ProjectPlan plan, Touched touched, RecomputeCosts costs, List<String> warnings) {
    private static final int MOST_NAMES = 5;
    private static final String INDENT = "    ";

    /** @param known what was registered before the plan was applied, if it was */
    static PlanView of(
            Project project, ProjectPlan plan, Registry registry, List<RegisteredDefinition> known, Findings findings) {
        return new PlanView(
                project,
                plan,
                Touched.by(plan.changes(), project, registry),
                RecomputeCosts.of(plan.changes(), project, registry),
                PlanWarnings.of(project, plan, known, findings));
    }

    JsonDocument json() {
        return JsonDocument.of("project", project.name())
                .with("summary", plan.summary())
                .with("changes", plan.changes().stream().map(this::json).toList())
                .with("warnings", warnings);
    }

    void print(Terminal terminal) {
        if (plan.isEmpty()) {
            terminal.line("No changes: the registry knows project " + project.name() + " as it is.");
            return;
        }
        for (Change change : plan.changes()) {
            terminal.line(terminal.sign(sign(change)) + " " + change.subject());
            FieldLine.of(change)
                    .forEach(field -> terminal.line(INDENT + terminal.sign(field.sign()) + " " + field.text()));
            remarks(change).forEach(line -> terminal.line(INDENT + line));
        }
        terminal.line("");
        warnings.forEach(warning -> terminal.line(terminal.sign("!") + " " + warning));
        terminal.line("Project " + project.name() + ": " + plan.summary() + ".");
    }

    /** For a pull request: a block in which new lines are green and gone ones red. */
    void printMarkdown(Terminal terminal) {
        terminal.line("### Plan of project " + project.name() + ": " + plan.summary());
        terminal.line("");
        terminal.line("```diff");
        for (Change change : plan.changes()) {
            terminal.line(inDiff(sign(change)) + " " + change.subject());
            FieldLine.of(change)
                    .forEach(field -> terminal.line(inDiff(field.sign()) + INDENT + " " + quoted(field.text())));
            remarks(change).forEach(line -> terminal.line(INDENT + "  " + quoted(line)));
        }
        warnings.forEach(warning -> terminal.line("# " + quoted(warning)));
        terminal.line("```");
    }

    /** What has changed is orange there after an exclamation mark. */
    private static String inDiff(String sign) {
        return sign.replace('~', '!');
    }

    private static String quoted(String line) {
        return line.replace('`', '\'');
    }

    private static String sign(Change change) {
        return switch (change.action()) {
            case NEW -> "+";
            case CHANGED -> "~";
            case GONE -> "-";
        };
    }

    private List<String> remarks(Change change) {
        List<String> names = touched.by(change);
        return Stream.of(
                        change.recompute().stream().map(why -> "must be recomputed: " + why),
                        costs.line(change).stream(),
                        Stream.of("touches: " + listed(names)).filter(line -> !names.isEmpty()))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    private Map<String, ?> json(Change change) {
        return JsonDocument.of("action", change.action().name())
                .with("kind", change.kind())
                .with("name", change.name())
                .with("version", change.version())
                .with("fields", change.fields().stream().map(FieldLine::json).toList())
                .with("recompute", change.recompute())
                .with("estimate", costs.json(change))
                .with("removes", change.removes())
                .with("touches", touched.by(change))
                .members();
    }
}
