package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.FieldChange;
import dev.sluice.registry.ProjectPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What `plan` shows: a line for each thing that is new, changed or gone, and below it what changed in it and who notices. */
record PlanView(Project project, ProjectPlan plan, Touched touched) {
    private static final int WIDTH = 60;
    private static final int MOST_NAMES = 5;

    JsonDocument json() {
        return JsonDocument.of("project", project.name())
                .with("summary", plan.summary())
                .with("changes", plan.changes().stream().map(this::json).toList());
    }

    void print(Terminal terminal) {
        if (plan.isEmpty()) {
            terminal.line("No changes: the registry knows project " + project.name() + " as it is.");
            return;
        }
        for (Change change : plan.changes()) {
            String state = change.action().name();
            terminal.line(terminal.state(state).replace(state, sign(change)) + " " + change.subject());
            details(change).forEach(line -> terminal.line("    " + line));
        }
        terminal.line("");
        terminal.line("Project " + project.name() + ": " + plan.summary() + ".");
    }

    /** For a pull request: a block in which new lines are green and gone ones red. */
    void printMarkdown(Terminal terminal) {
        terminal.line("### Plan of project " + project.name() + ": " + plan.summary());
        terminal.line("");
        terminal.line("```diff");
        for (Change change : plan.changes()) {
            terminal.line(sign(change).replace('~', '!') + " " + change.subject());
            details(change).forEach(line -> terminal.line("    " + line.replace('`', '\'')));
        }
        terminal.line("```");
    }

    private static String sign(Change change) {
        return switch (change.action()) {
            case NEW -> "+";
            case CHANGED -> "~";
            case GONE -> "-";
        };
    }

    private List<String> details(Change change) {
        List<String> names = touched.by(change);
        return Stream.of(
                        change.fields().stream().map(PlanView::line),
                        change.recompute().stream().map(why -> "must be recomputed: " + why),
                        Stream.of("touches: " + listed(names)).filter(line -> !names.isEmpty()))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String line(FieldChange field) {
        return field.field() + ": " + shown(field.before()) + " -> " + shown(field.after());
    }

    private static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "(none)";
        }
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "...";
    }

    private Map<String, ?> json(Change change) {
        return JsonDocument.of("action", change.action().name())
                .with("kind", change.kind())
                .with("name", change.name())
                .with("version", change.version())
                .with("fields", change.fields().stream().map(PlanView::json).toList())
                .with("recompute", change.recompute())
                .with("removes", change.removes())
                .with("touches", touched.by(change))
                .members();
    }

    private static Map<String, ?> json(FieldChange field) {
        return JsonDocument.of("field", field.field())
                .with("before", field.before())
                .with("after", field.after())
                .members();
    }
}
