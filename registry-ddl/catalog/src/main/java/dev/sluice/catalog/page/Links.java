package dev.sluice.catalog.page;

import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.project.Project;
import dev.sluice.registry.freshness.Upstream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who reads what in a project, looked up once for all pages. Not changed once it is made. */
final class Links {
    private final Map<String, List<FeatureView>> versions = new LinkedHashMap<>();
    private final Map<String, List<FeatureService>> services = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, List<FeatureView>> readersOfSource = new HashMap<>();
    private final Map<String, List<FeatureView>> viewsOfEntity = new HashMap<>();
    private final Map<ViewId, List<FeatureService>> servicesOfView = new HashMap<>();
    private final Map<String, FeatureView> tables = new HashMap<>();
    private final Project project;
    private final Upstream upstream;

    private Links(Project project) {
        this.project = project;
        this.upstream = new Upstream(project);
    }

    static Links of(Project project) {
        Links links = new Links(project);
        project.entities().forEach(entity -> links.entities.put(entity.name(), entity));
        project.sources().forEach(links::add);
        project.views().forEach(links::add);
        project.services().forEach(links::add);
        return links;
    }

    private void add(Source source) {
        sources.put(source.name(), source);
        upstream.of(source).ifPresent(view -> tables.put(source.name(), view));
    }

    private void add(FeatureView view) {
        put(versions, view.name(), view);
        put(viewsOfEntity, view.entity().name(), view);
        view.computation().sources().forEach(use -> put(readersOfSource, use.source(), view));
    }

    private void add(FeatureService service) {
        put(services, service.name(), service);
        service.uses().stream()
                .map(this::view)
                .map(FeatureView::id)
                .distinct()
                .forEach(view -> put(servicesOfView, view, service));
    }

    private static <K, V> void put(Map<K, List<V>> lists, K key, V value) {
        lists.computeIfAbsent(key, first -> new ArrayList<>()).add(value);
    }

    Upstream upstream() {
        return upstream;
    }

    Map<String, List<FeatureView>> views() {
        return versions;
    }

    Map<String, List<FeatureService>> services() {
        return services;
    }

    Map<String, Source> sources() {
        return sources;
    }

    Map<String, Entity> entities() {
        return entities;
    }

    /** The view that a service means now, as the project has it; looked for only among the versions of its name. */
    FeatureView view(ViewUse use) {
        Project ofName = new Project(
                project.name(),
                project.folder(),
                project.settings(),
                List.of(),
                List.of(),
                versions.getOrDefault(use.view(), List.of()),
                List.of(),
                project.active());
        return ofName.view(use);
    }

    List<FeatureService> servicesOf(ViewId view) {
        return servicesOfView.getOrDefault(view, List.of());
    }

    List<FeatureView> readersOf(Source source) {
        return readersOfSource.getOrDefault(source.name(), List.of());
    }

    List<FeatureView> viewsOf(Entity entity) {
        return viewsOfEntity.getOrDefault(entity.name(), List.of());
    }

    /** The view whose table a source is; null for any other source. */
    @Nullable
    FeatureView tableOf(String source) {
        return tables.get(source);
    }

    /** The views that read a view's table. */
    List<FeatureView> readersOf(ViewId view) {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().id().equals(view))
                .flatMap(table -> readersOfSource.getOrDefault(table.getKey(), List.of()).stream())
                .distinct()
                .toList();
    }

    List<String> sourcesOf(FeatureView view) {
        return view.computation().sources().stream().map(SourceUse::source).toList();
    }
}
