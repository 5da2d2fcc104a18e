package dev.sluice.registry;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which versions of views are followed, and which are to be left, of a registry in memory. */
final class InMemoryVersions {
    private final Map<String, List<Activation>> activations = new HashMap<>();
    private final Map<String, SortedMap<ViewId, Deprecation>> deprecations = new HashMap<>();
    private final InMemoryAuditLog audit;

    InMemoryVersions(InMemoryAuditLog audit) {
        this.audit = audit;
    }

    synchronized List<Activation> activations(String project) {
        return activationsOf(project).stream()
                .sorted(Comparator.comparing(activation -> activation.view().name()))
                .toList();
    }

    private List<Activation> activationsOf(String project) {
        return activations.computeIfAbsent(project, name -> new ArrayList<>());
    }

    synchronized boolean activate(String project, Activation next, int seen) {
        Integer now = Activation.active(activations(project)).get(next.view().name());
        if (!Objects.equals(now, seen)) {
            return false;
        }
        add(project, next, now);
        return true;
    }

    synchronized void apply(Project project, Instant now) {
        List<ViewId> declared = project.views().stream().map(FeatureView::id).toList();
        Map<String, Integer> active = Activation.active(activations(project.name()));
        Activation.applied(declared, active, now)
                .forEach(
                        next -> add(project.name(), next, active.get(next.view().name())));
    }

    private void add(String project, Activation next, @Nullable Integer former) {
        activationsOf(project).add(0, next);
        audit.append(project, AuditEvents.activated(next, former));
    }

    synchronized List<Deprecation> deprecations(String project) {
        return deprecationsOf(project).values().stream()
                .filter(deprecation -> deprecation.sunset() != null)
                .toList();
    }

    private SortedMap<ViewId, Deprecation> deprecationsOf(String project) {
        return deprecations.computeIfAbsent(project, name -> new TreeMap<>());
    }

    synchronized boolean deprecate(String project, Deprecation next, @Nullable Deprecation seen) {
        Deprecation now = deprecations(project).stream()
                .filter(deprecation -> deprecation.view().equals(next.view()))
                .findFirst()
                .orElse(null);
        if (!Objects.equals(now, seen)) {
            return false;
        }
        deprecationsOf(project).put(next.view(), next);
        audit.append(project, AuditEvents.deprecated(next, now));
        return true;
    }
}
