package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.Registry;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.registry.freshness.Upstream;
import java.util.ArrayList;
import java.util.List;

/** Who notices when a view changes its values or goes: services, views that read it, training sets, the online store. */
record Touched(Project project, Registry registry) {
    List<String> by(Change change) {
        boolean matters = !change.recompute().isEmpty() || !change.removes().isEmpty();
        return matters && change.kind().equals("feature_view")
                ? of(new ViewId(change.name(), change.version()))
                : List.of();
    }

    private List<String> of(ViewId id) {
        List<String> touched = new ArrayList<>();
        project.services().stream()
                .filter(service -> service.uses().stream()
                        .anyMatch(use -> project.view(use).id().equals(id)))
                .forEach(service -> touched.add("feature_service " + service.name() + "@" + service.version()));
        Upstream upstream = new Upstream(project);
        project.views().stream()
                .filter(view -> upstream.of(view).stream().map(FeatureView::id).anyMatch(id::equals))
                .forEach(view -> touched.add("feature_view " + view.id()));
        registry.trainingSets(project.name()).stream()
                .filter(set -> StaleDownstream.views(set).contains(id))
                .map(TrainingSetRecord::id)
                .forEach(set -> touched.add("training_set " + set));
        registry.lastMaterialization(project.name(), id).ifPresent(last -> touched.add("online store"));
        return touched;
    }
}
