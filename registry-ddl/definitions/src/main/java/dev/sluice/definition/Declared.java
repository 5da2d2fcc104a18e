package dev.sluice.definition;

import dev.sluice.feature.Definition;
import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.problem.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been declared so far, and where; two things of one name are a mistake. */
final class Declared {
    private final Map<String, Origin> places = new HashMap<>();
    private final List<Definition> all = new ArrayList<>();
    private final Set<String> attempted = new HashSet<>();

    /** Notes that a thing of this name is declared, well or not: references to it are no mistakes of their own. */
    void attempt(String key, Value value) {
        value.peek(key).ifPresent(name -> attempted.add(key + " " + name));
    }

    boolean isAttempted(String key, String name) {
        return attempted.contains(key + " " + name);
    }

    void add(Definition definition, Origin origin, Mistakes mistakes) {
        String name = definition.kind().replace('_', ' ') + " " + definition.name() + versionOf(definition);
        Origin first = places.putIfAbsent(name.toLowerCase(Locale.ROOT), origin);
        if (first == null) {
            all.add(definition);
        } else {
            mistakes.add(origin, "The " + name + " is declared twice, first in " + first + ". Rename or remove one.");
        }
    }

    private static String versionOf(Definition definition) {
        boolean versioned = !(definition instanceof Entity || definition instanceof Source);
        return versioned ? "@" + definition.version() : "";
    }

    List<Entity> entities() {
        return of(Entity.class);
    }

    List<Source> sources() {
        return of(Source.class);
    }

    List<FeatureView> views() {
        return of(FeatureView.class);
    }

    /** The view of a version, or of the highest. */
    Optional<FeatureView> view(String name, Optional<Integer> version) {
        return views().stream()
                .filter(view -> view.name().equals(name))
                .filter(view -> version.isEmpty() || version.get() == view.version())
                .max(Comparator.comparing(FeatureView::version));
    }

    private <T extends Definition> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
