package dev.sluice.registry.lineage;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.project.Project;
import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.LineageEdge;
import dev.sluice.registry.LineageEdge.Witness;
import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.freshness.Upstream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Draws the links of a project. */
final class GraphBuilder {
    private final Project project;
    private final Upstream upstream;
    private final Map<LineageNode, Map<LineageNode, LineageLink>> links = new TreeMap<>();

    GraphBuilder(Project project) {
        this.project = project;
        this.upstream = new Upstream(project);
    }

    Collection<LineageLink> links() {
        return links.values().stream().flatMap(to -> to.values().stream()).toList();
    }

    private void add(LineageLink link) {
        links.computeIfAbsent(link.from(), from -> new TreeMap<>()).merge(link.to(), link, LineageLink::and);
    }

    /** What the view's definition says, and what a run has shown. */
    void view(FeatureView view, ShownColumns shown) {
        LineageNode node = LineageNode.view(view.id());
        for (SourceUse use : view.computation().sources()) {
            add(LineageLink.declared(table(use.source()), node));
        }
        LineageRecord record = shown.record();
        if (record != null) {
            record.edges().forEach(edge -> shown(view.id(), edge));
        }
        if (view.online()) {
            add(LineageLink.declared(
                    node, new LineageNode(LineageNode.Kind.ONLINE, view.id().toString())));
        }
    }

    private void shown(ViewId view, LineageEdge edge) {
        if (edge.table().isEmpty()) {
            return;
        }
        LineageNode from =
                edge.tableColumn().isEmpty() ? table(edge.table()) : column(edge.table(), edge.tableColumn());
        LineageNode to = edge.isOfRows() ? LineageNode.view(view) : LineageNode.feature(view, edge.column());
        Set<ColumnUsage> usages = edge.usage() == ColumnUsage.READ ? Set.of() : Set.of(edge.usage());
        add(new LineageLink(from, to, usages, edge.witness(), Set.of()));
    }

    private Optional<Source> source(String name) {
        return project.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst();
    }

    /** A source, the view whose table it is, or data that is not declared. */
    private LineageNode table(String name) {
        Optional<Source> source = source(name);
        if (source.isEmpty()) {
            return new LineageNode(LineageNode.Kind.TABLE, name);
        }
        return source.flatMap(upstream::of)
                .map(view -> LineageNode.view(view.id()))
                .orElseGet(() -> LineageNode.source(name));
    }

    private LineageNode column(String table, String column) {
        return source(table)
                .flatMap(upstream::of)
                .map(view -> LineageNode.feature(view.id(), column))
                .orElseGet(() -> LineageNode.column(table, column));
    }

    void service(FeatureService service) {
        LineageNode node = new LineageNode(LineageNode.Kind.SERVICE, service.id());
        for (ViewUse use : service.uses()) {
            FeatureView view = project.view(use);
            add(LineageLink.declared(LineageNode.view(view.id()), node));
            List<String> features = use.features().isEmpty() ? view.featureNames() : use.features();
            features.forEach(feature -> add(new LineageLink(
                    LineageNode.feature(view.id(), feature),
                    node,
                    Set.of(),
                    Witness.DEFINITION,
                    Set.of(use.outputName(feature)))));
        }
    }

    /** From its service, or from the views that it was made of when the service is no longer declared. */
    void trainingSet(BuiltSet set) {
        LineageNode node = new LineageNode(LineageNode.Kind.TRAINING_SET, set.id());
        boolean declared =
                project.services().stream().anyMatch(service -> set.service().equals(service.id()));
        if (declared) {
            add(LineageLink.declared(new LineageNode(LineageNode.Kind.SERVICE, set.service()), node));
        } else {
            set.views().forEach(view -> add(LineageLink.declared(LineageNode.view(view), node)));
        }
    }
}
