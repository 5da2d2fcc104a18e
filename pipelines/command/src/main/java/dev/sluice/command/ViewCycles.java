package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.freshness.Upstream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Views that read each other's tables: none of them could be computed first. A view may read its own table, the partitions
 * before.
 */
final class ViewCycles {
    private final Map<ViewId, List<FeatureView>> upstream = new HashMap<>();
    private final Set<ViewId> harmless = new HashSet<>();

    private ViewCycles() {}

    static void requireNone(Project project) {
        ViewCycles cycles = new ViewCycles();
        Upstream known = new Upstream(project);
        project.views()
                .forEach(view -> cycles.upstream.put(
                        view.id(),
                        known.of(view).stream()
                                .filter(other -> !other.id().equals(view.id()))
                                .toList()));
        project.views().forEach(view -> cycles.follow(view, new ArrayList<>()));
    }

    private void follow(FeatureView view, List<FeatureView> way) {
        if (harmless.contains(view.id())) {
            return;
        }
        if (way.contains(view)) {
            throw CommandError.CYCLE.problem(message(way.subList(way.indexOf(view), way.size())));
        }
        way.add(view);
        upstream.getOrDefault(view.id(), List.of()).forEach(other -> follow(other, way));
        way.remove(way.size() - 1);
        harmless.add(view.id());
    }

    private static String message(List<FeatureView> cycle) {
        FeatureView first = cycle.get(0);
        StringBuilder message = new StringBuilder(first.origin() == null ? "" : first.origin() + ": ");
        message.append("Invalid feature view: ").append(first.id());
        for (int i = 1; i <= cycle.size(); i++) {
            message.append(i == 1 ? " reads the table of " : ", which reads that of ")
                    .append(cycle.get(i % cycle.size()).id());
        }
        return message + ": none of them could be computed first. Let one read what the other reads.";
    }
}
