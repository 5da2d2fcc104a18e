package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.FieldChange;
import dev.sluice.registry.ProjectPlan;
import java.util.Map;

/** What `plan` shows: a line for each thing that is new, changed or gone, and below it what changed in it. */
final class PlanView {
    private static final int WIDTH = 60;

    private PlanView() {}

    static JsonDocument json(Project project, ProjectPlan plan) {
        return JsonDocument.of("project", project.name())
                .with("summary", plan.summary())
                .with("changes", plan.changes().stream().map(PlanView::json).toList());
    }

    static void print(Project project, ProjectPlan plan, Terminal terminal) {
        if (plan.isEmpty()) {
            terminal.line("No changes: the registry knows project " + project.name() + " as it is.");
            return;
        }
        plan.changes().forEach(change -> print(change, terminal));
        terminal.line("");
        terminal.line("Project " + project.name() + ": " + plan.summary() + ".");
    }

    private static void print(Change change, Terminal terminal) {
        String name = change.kind() + " " + change.name() + (change.isVersioned() ? "@" + change.version() : "");
        switch (change.action()) {
            case NEW -> terminal.line(terminal.state("NEW").replace("NEW", "+") + " " + name);
            case GONE -> terminal.line(terminal.state("GONE").replace("GONE", "-") + " " + name);
            case CHANGED -> {
                terminal.line(terminal.state("CHANGED").replace("CHANGED", "~") + " " + name);
                change.fields().forEach(field -> print(field, terminal));
                change.recompute().forEach(why -> terminal.line("    must be recomputed: " + why));
            }
        }
    }

    private static void print(FieldChange field, Terminal terminal) {
        terminal.line("    " + field.field() + ": " + shown(field.before()) + " -> " + shown(field.after()));
    }

    private static String shown(@org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return "(none)";
        }
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "...";
    }

    private static Map<String, ?> json(Change change) {
        return JsonDocument.of("action", change.action().name())
                .with("kind", change.kind())
                .with("name", change.name())
                .with("version", change.version())
                .with("fields", change.fields().stream().map(PlanView::json).toList())
                .with("recompute", change.recompute())
                .members();
    }

    private static Map<String, ?> json(FieldChange field) {
        return JsonDocument.of("field", field.field())
                .with("before", field.before())
                .with("after", field.after())
                .members();
    }
}
