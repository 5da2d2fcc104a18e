package dev.sluice.registry;

import dev.sluice.project.Project;
import java.util.ArrayList;
import java.util.List;

/**
 * A project against what is registered of it: what is new, changed or gone, and which rows are stale by that.
 *
 * @param changes entities, sources, views, services; each by name and version
 * @param unchanged how many definitions are registered as they are
 */
public record ProjectPlan(List<Change> changes, int unchanged) {
    public ProjectPlan {
        changes = List.copyOf(changes);
    }

    /**
     * Compares; looks at nothing else.
     *
     * @param registered {@link Registry#definitions}
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#NEEDS_NEW_VERSION} when a view changes its keys, the
     *     type of a feature, or days for hours, and keeps its version
     */
    public static ProjectPlan between(List<RegisteredDefinition> registered, Project project) {
        return new ProjectComparison(registered, project).plan();
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** In one line: {@code 2 new, 1 changed, 1 gone, 1 view to recompute}, or {@code no changes}. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        addCount(parts, count(Change.Action.NEW), "new");
        addCount(parts, count(Change.Action.CHANGED), "changed");
        addCount(parts, count(Change.Action.GONE), "gone");
        long stale =
                changes.stream().filter(change -> !change.recompute().isEmpty()).count();
        addCount(parts, stale, stale == 1 ? "view to recompute" : "views to recompute");
        return parts.isEmpty() ? "no changes" : String.join(", ", parts);
    }

    private long count(Change.Action action) {
        return changes.stream()
                .filter(change -> change.action() == action && (action == Change.Action.GONE || change.isRegistered()))
                .count();
    }

    private static void addCount(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
