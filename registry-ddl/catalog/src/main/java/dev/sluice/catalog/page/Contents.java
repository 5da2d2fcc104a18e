package dev.sluice.catalog.page;

import dev.sluice.catalog.search.SearchDocument;
import dev.sluice.catalog.search.SearchIndex;
import dev.sluice.feature.Definition;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.Registry;
import dev.sluice.registry.freshness.Freshness;
import dev.sluice.registry.freshness.ViewFreshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a project declares and how its views stand, as it was at one moment. Not changed once it is made. */
public final class Contents {
    private final Project project;
    private final Links links;
    private final SearchIndex index;
    private final List<RegisteredDefinition> registered;
    private final Map<String, RegisteredDefinition> byId;
    private final Map<ViewId, ViewFreshness> freshness;
    private final Instant asOf;
    private final List<ViewState> board;

    private Contents(Contents former, Map<ViewId, ViewFreshness> freshness, Instant asOf) {
        this.project = former.project;
        this.links = former.links;
        this.index = former.index;
        this.registered = former.registered;
        this.byId = former.byId;
        this.freshness = freshness;
        this.asOf = asOf;
        this.board = sorted();
    }

    private Contents(Project project, List<RegisteredDefinition> registered, Instant asOf) {
        this.project = project;
        this.links = Links.of(project);
        this.index = SearchIndex.of(documents(project));
        this.registered = List.copyOf(registered);
        this.byId = new HashMap<>();
        registered.forEach(
                definition -> byId.put(id(definition.kind(), definition.name(), definition.version()), definition));
        this.freshness = Map.of();
        this.asOf = asOf;
        this.board = sorted();
    }

    private List<ViewState> sorted() {
        return project.views().stream()
                .map(view -> ViewStates.of(view, freshness.get(view.id())))
                .sorted(Comparator.comparingInt((ViewState view) -> ViewStates.WORST_FIRST.indexOf(view.state()))
                        .thenComparing(ViewState::view))
                .toList();
    }

    /** What a project declares; how its views stand is not known yet. */
    public static Contents of(Project project, Registry registry, Instant asOf) {
        return new Contents(registry.following(project), registry.definitions(project.name()), asOf);
    }

    /** The same, if neither the project nor what is registered of it has changed since; null when something has. */
    public @Nullable Contents ifUnchanged(Project read, Registry registry) {
        boolean same = registry.following(read).equals(project)
                && registry.definitions(read.name()).equals(registered);
        return same ? this : null;
    }

    /** The same with how all views stand now. */
    public Contents lookedAt(Registry registry, Instant at) {
        Map<ViewId, ViewFreshness> seen = new HashMap<>();
        freshness(registry).views().forEach(view -> seen.put(view.view().id(), view));
        return new Contents(this, seen, at);
    }

    /** How views stand at this moment. */
    Freshness freshness(Registry registry) {
        return new Freshness(project, links.upstream(), registry, now());
    }

    private static String id(String kind, String name, int version) {
        return kind + " " + name + "@" + version;
    }

    public Project project() {
        return project;
    }

    public Instant asOf() {
        return asOf;
    }

    /** The project's now, by which ages are counted. */
    Instant now() {
        return project.settings().clock().instant();
    }

    /** How all views stand, the worst first. */
    List<ViewState> board() {
        return board;
    }

    Links links() {
        return links;
    }

    SearchIndex index() {
        return index;
    }

    /** Null until it was looked at. */
    @Nullable
    ViewFreshness freshness(ViewId view) {
        return freshness.get(view);
    }

    /** Null when it is not registered. */
    @Nullable
    RegisteredDefinition registered(String kind, String name, int version) {
        return byId.get(id(kind, name, version));
    }

    /** The registered versions of a view or service, retired ones too, the lowest first. */
    List<RegisteredDefinition> registered(String kind, String name) {
        return registered.stream()
                .filter(definition ->
                        definition.kind().equals(kind) && definition.name().equals(name))
                .toList();
    }

    /** applied, changed (declared otherwise than it is registered) or new. */
    String registration(Definition definition) {
        RegisteredDefinition known = registered(definition.kind(), definition.name(), definition.version());
        if (known == null || !known.isActive()) {
            return "new";
        }
        return Objects.equals(known.fingerprint(), definition.fingerprint()) ? "applied" : "changed";
    }

    /** The version of a view that uses without a version follow. */
    boolean isActive(FeatureView view) {
        List<FeatureView> versions = links.views().getOrDefault(view.name(), List.of(view));
        Integer active = project.active().get(view.name());
        int highest = versions.stream().mapToInt(FeatureView::version).max().orElse(view.version());
        boolean declared = versions.stream().anyMatch(version -> version.id().isAmong(project.active()));
        return view.version() == (active != null && declared ? active : highest);
    }

    private static List<SearchDocument> documents(Project project) {
        List<SearchDocument> documents = new ArrayList<>();
        project.entities().forEach(entity -> documents.add(document(entity, entity.name(), "", entity.metadata())));
        project.sources().forEach(source -> documents.add(document(source, source.name(), "", source.metadata())));
        project.services().forEach(service -> documents.add(document(service, service.id(), "", service.metadata())));
        for (FeatureView view : project.views()) {
            documents.add(document(view, view.id().toString(), view.entity().name(), view.metadata()));
            view.features().forEach(feature -> documents.add(document(view, feature)));
        }
        return documents;
    }

    private static SearchDocument document(
            Definition definition, String name, String of, dev.sluice.feature.Metadata metadata) {
        return new SearchDocument(
                definition.kind(),
                name,
                of,
                metadata.description(),
                metadata.owner(),
                metadata.tags(),
                "",
                Address.of(definition));
    }

    private static SearchDocument document(FeatureView view, Feature feature) {
        return new SearchDocument(
                "feature",
                feature.name(),
                view.id().toString(),
                feature.description(),
                view.metadata().owner(),
                feature.tags(),
                feature.type().toString(),
                Address.of(view.id()) + "#" + feature.name());
    }
}
