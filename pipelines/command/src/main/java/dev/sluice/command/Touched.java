package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.Registry;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.registry.freshness.Upstream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who notices when a view changes its values or goes: services, views that read it, training sets, the online store. The
 * registry is asked once, however many views change.
 */
final class Touched {
    private final Project project;
    private final Registry registry;
    private final Map<ViewId, List<String>> known = new HashMap<>();
    private final Map<ViewId, List<String>> trainingSets = new HashMap<>();
    private final Map<ViewId, List<String>> readers = new HashMap<>();

    private Touched(Project project, Registry registry) {
        this.project = project;
        this.registry = registry;
    }

    /** Who notices these changes. */
    static Touched by(List<Change> changes, Project project, Registry registry) {
        Touched touched = new Touched(project, registry);
        List<ViewId> views =
                changes.stream().filter(Touched::matters).map(Touched::view).toList();
        if (!views.isEmpty()) {
            registry.trainingSets(project.name()).forEach(touched::note);
            Upstream upstream = new Upstream(project);
            project.views().forEach(view -> touched.note(view, upstream));
        }
        views.forEach(view -> touched.known.put(view, touched.of(view)));
        return touched;
    }

    List<String> by(Change change) {
        return matters(change) ? known.getOrDefault(view(change), List.of()) : List.of();
    }

    private static boolean matters(Change change) {
        return change.kind().equals("feature_view")
                && (!change.recompute().isEmpty() || !change.removes().isEmpty());
    }

    private static ViewId view(Change change) {
        return new ViewId(change.name(), change.version());
    }

    private void note(TrainingSetRecord set) {
        set.views()
                .forEach(view -> trainingSets
                        .computeIfAbsent(view, id -> new ArrayList<>())
                        .add("training_set " + set.id()));
    }

    private void note(FeatureView reader, Upstream upstream) {
        upstream.of(reader).stream()
                .map(FeatureView::id)
                .distinct()
                .forEach(view ->
                        readers.computeIfAbsent(view, id -> new ArrayList<>()).add("feature_view " + reader.id()));
    }

    private List<String> of(ViewId id) {
        List<String> touched = new ArrayList<>();
        Readers.services(project, id).forEach(service -> touched.add("feature_service " + service.id()));
        touched.addAll(readers.getOrDefault(id, List.of()));
        touched.addAll(trainingSets.getOrDefault(id, List.of()));
        registry.lastMaterialization(project.name(), id).ifPresent(last -> touched.add("online store"));
        return touched;
    }
}
