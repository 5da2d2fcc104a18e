package dev.sluice.online;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a client must know to read the table: entities with their keys, views with ttl and defaults, services, the
 * versions that these follow, the schemas that rows may have, and the fixed clock of a project that replays history.
 *
 * <p>The views' transforms, expectations and descriptions are not kept in the store.
 *
 * @param replayMicros the project's fixed "now" in microseconds since the epoch; null for the system's clock
 * @param active the version of each view, by name, that uses without a version follow; of one that is not here the highest
 * @param schemas for each version of a view every schema that it ever had: rows of older ones may still be there
 */
public record StoreDescription(
        String project,
        @Nullable Long replayMicros,
        List<Entity> entities,
        List<ServedView> views,
        List<FeatureService> services,
        Map<String, Integer> active,
        Map<ViewId, Set<RowSchema>> schemas) {
    public StoreDescription {
        entities = entities.stream().map(ServedView::withoutWords).toList();
        views = List.copyOf(views);
        services = services.stream().map(StoreDescription::withoutWords).toList();
        active = Map.copyOf(active);
        schemas = copyOf(schemas);
    }

    /** Describes what a project declares; views that are not online are left out. */
    public StoreDescription(
            String project,
            List<Entity> entities,
            List<FeatureView> views,
            List<FeatureService> services,
            @Nullable Long replayMicros) {
        this(project, replayMicros, entities, served(views), services, Map.of(), schemas(served(views)));
    }

    /** The same, whose services follow these versions, by name of view; those that are not online are left out. */
    public StoreDescription following(Map<String, Integer> versions) {
        Map<String, Integer> online = new TreeMap<>();
        views.stream()
                .map(ServedView::id)
                .filter(id -> id.isAmong(versions))
                .forEach(id -> online.put(id.name(), id.version()));
        return new StoreDescription(project, replayMicros, entities, views, services, online, schemas);
    }

    /** The version of each view, by name, that its readers get now. */
    public Map<String, Integer> followed() {
        Map<String, Integer> followed = new TreeMap<>();
        views.stream().map(ServedView::id).forEach(id -> followed.merge(id.name(), id.version(), Math::max));
        followed.putAll(active);
        return followed;
    }

    private static List<ServedView> served(List<FeatureView> views) {
        return views.stream().filter(FeatureView::online).map(ServedView::of).toList();
    }

    private static Map<ViewId, Set<RowSchema>> schemas(List<ServedView> views) {
        Map<ViewId, Set<RowSchema>> schemas = new TreeMap<>();
        views.forEach(view -> schemas.put(view.id(), Set.of(view.schema())));
        return schemas;
    }

    private static Map<ViewId, Set<RowSchema>> copyOf(Map<ViewId, Set<RowSchema>> schemas) {
        Map<ViewId, Set<RowSchema>> copy = new TreeMap<>();
        schemas.forEach((view, known) -> copy.put(view, Set.copyOf(known)));
        return Collections.unmodifiableMap(copy);
    }

    private static FeatureService withoutWords(FeatureService service) {
        return new FeatureService(service.name(), service.version(), service.uses(), Metadata.NONE);
    }

    /** This description, which also knows the schemas of rows that were written under an earlier one. */
    public StoreDescription keepingSchemasOf(StoreDescription earlier) {
        Map<ViewId, Set<RowSchema>> all = new TreeMap<>(earlier.schemas);
        schemas.forEach((view, known) -> all.merge(view, known, StoreDescription::union));
        return new StoreDescription(project, replayMicros, entities, views, services, active, all);
    }

    private static Set<RowSchema> union(Set<RowSchema> earlier, Set<RowSchema> later) {
        Set<RowSchema> all = new LinkedHashSet<>(earlier);
        all.addAll(later);
        return all;
    }

    /** The service of this name, of the highest version, or the one that {@code name@version} names. */
    public FeatureService service(String reference) {
        return services.stream()
                .filter(service -> reference.equals(service.name()) || reference.equals(service.id()))
                .max(Comparator.comparing(FeatureService::version))
                .orElseThrow(() -> unknown("feature service", reference, serviceNames()));
    }

    private Collection<String> serviceNames() {
        return services.stream().map(FeatureService::name).distinct().toList();
    }

    /**
     * The version that a service pins, else the active one. A use of features that the active one does not have is one of the
     * highest version.
     */
    public ServedView view(ViewUse use) {
        Integer version = use.version();
        List<ServedView> meant = views.stream()
                .filter(view -> view.id().name().equals(use.view()))
                .filter(view -> version == null || view.id().version() == version)
                .toList();
        return meant.stream()
                .filter(view -> version == null && isFollowed(view, use))
                .findFirst()
                .or(() -> meant.stream().max(Comparator.comparing(ServedView::id)))
                .orElseThrow(() -> unknown(
                        "feature view", version == null ? use.view() : use.view() + "@" + version, viewNames(version)));
    }

    /** The columns that a request for a service must have, with their types, in the order of the service. */
    public Map<String, ValueType> keys(FeatureService service) {
        Map<String, ValueType> keys = new LinkedHashMap<>();
        for (ViewUse use : service.uses()) {
            for (Column key : view(use).entity().key()) {
                keys.put(use.spineColumn(key.name()), key.type());
            }
        }
        return keys;
    }

    /** This very version of a view. */
    public ServedView view(ViewId id) {
        return views.stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "feature view",
                        id.toString(),
                        views.stream().map(view -> view.id().toString()).toList()));
    }

    private boolean isFollowed(ServedView view, ViewUse use) {
        return view.id().isAmong(active)
                && view.features().stream().map(Feature::name).toList().containsAll(use.features());
    }

    private Collection<String> viewNames(@Nullable Integer version) {
        List<String> names = new ArrayList<>();
        views.forEach(
                view -> names.add(version == null ? view.id().name() : view.id().toString()));
        return names;
    }

    /** The schema of this id that rows of the view may have. */
    public Optional<RowSchema> schema(ViewId view, int schemaId) {
        return schemas.getOrDefault(view, Set.of()).stream()
                .filter(schema -> schema.id() == schemaId)
                .findFirst();
    }

    private static SluiceException unknown(String what, String name, Collection<String> known) {
        return OnlineStoreError.UNKNOWN_NAME.problem(
                "Unknown " + what + ": '" + name + "' is not in the online store." + NearestName.hint(name, known));
    }
}
