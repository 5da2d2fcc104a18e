package dev.sluice.project;

import dev.sluice.feature.Definition;
import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.VocabularyError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A feature project: its settings and everything that it declares. What refers to something refers to something that is
 * here; {@code FeatureProject.read} and {@code ProjectBuilder} see to it.
 *
 * @param folder the folder that holds sluice.yaml, absolute
 * @param active the version of each view, by name, that uses without a version follow; of a view that is not here the highest
 */
public record Project(
        String name,
        Path folder,
        Settings settings,
        List<Entity> entities,
        List<Source> sources,
        List<FeatureView> views,
        List<FeatureService> services,
        Map<String, Integer> active) {
    public Project {
        entities = List.copyOf(entities);
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        services = List.copyOf(services);
        active = Map.copyOf(active);
    }

    /** The same project, whose services follow these versions, by name of view. */
    public Project following(Map<String, Integer> versions) {
        return new Project(name, folder, settings, entities, sources, views, services, versions);
    }

    /** The same project, whose commands compute on another Spark. */
    public Project withSpark(SparkSettings spark) {
        return new Project(name, folder, settings.withSpark(spark), entities, sources, views, services, active);
    }

    /** The same project with these views instead of its own. */
    public Project withViews(List<FeatureView> others) {
        return new Project(name, folder, settings, entities, sources, others, services, active);
    }

    /** The same project with these services instead of its own. */
    public Project withServices(List<FeatureService> others) {
        return new Project(name, folder, settings, entities, sources, views, others, active);
    }

    /** Everything declared: entities, sources, views, services. */
    public List<Definition> definitions() {
        List<Definition> all = new ArrayList<>(entities);
        all.addAll(sources);
        all.addAll(views);
        all.addAll(services);
        return List.copyOf(all);
    }

    /** The highest version of the view of this name, or the one that {@code name@version} names. */
    public FeatureView view(String reference) {
        if (reference.contains("@")) {
            return view(ViewId.parse(reference));
        }
        return views.stream()
                .filter(view -> view.name().equals(reference))
                .max(Comparator.comparing(FeatureView::version))
                .orElseThrow(unknown("feature view", reference, names(views)));
    }

    public FeatureView view(ViewId id) {
        return views.stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(unknown(
                        "feature view",
                        id.toString(),
                        views.stream().map(v -> v.id().toString()).toList()));
    }

    /**
     * The view that a service means: the version that it pins, else the active one. A use of features that the active one does
     * not have is one of the highest version.
     */
    public FeatureView view(ViewUse use) {
        Integer version = use.version();
        return version == null
                ? followed(use).orElseGet(() -> view(use.view()))
                : view(new ViewId(use.view(), version));
    }

    private Optional<FeatureView> followed(ViewUse use) {
        return versions(use.view()).stream()
                .filter(view -> view.id().isAmong(active))
                .filter(view -> view.featureNames().containsAll(use.features()))
                .findFirst();
    }

    public boolean declares(ViewId id) {
        return views.stream().anyMatch(view -> view.id().equals(id));
    }

    /** The declared versions of a view, lowest first. */
    public List<FeatureView> versions(String name) {
        return views.stream()
                .filter(view -> view.name().equals(name))
                .sorted(Comparator.comparing(FeatureView::version))
                .toList();
    }

    public Source source(String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(unknown("source", name, names(sources)));
    }

    /** The highest version of the service of this name, or the one that {@code name@version} names. */
    public FeatureService service(String reference) {
        return services.stream()
                .filter(service -> reference.equals(service.name()) || reference.equals(service.id()))
                .max(Comparator.comparing(FeatureService::version))
                .orElseThrow(unknown("feature service", reference, names(services)));
    }

    /** A hash of all that decides the rows of a view: its own meaning and that of the sources that it reads. */
    public String computationHash(FeatureView view) {
        SortedMap<String, String> fields = new TreeMap<>(view.meaning());
        for (SourceUse use : view.computation().sources()) {
            Source source = source(use.source());
            fields.put("source." + source.name() + ".path", source.format() + " " + source.path());
            fields.put("source." + source.name() + ".event_time", source.eventTime());
            fields.put("source." + source.name() + ".options", new TreeMap<>(source.options()).toString());
            if (!source.columns().isEmpty()) {
                fields.put(
                        "source." + source.name() + ".columns", source.columns().toString());
            }
        }
        return Definition.fingerprint(fields);
    }

    private static List<String> names(Collection<? extends Definition> definitions) {
        return definitions.stream().map(Definition::name).distinct().toList();
    }

    private static Supplier<RuntimeException> unknown(String what, String name, Collection<String> known) {
        return () -> VocabularyError.invalid("Unknown " + what + ": '" + name + "'." + NearestName.hint(name, known));
    }
}
