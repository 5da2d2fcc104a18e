package dev.sluice.registry;

import dev.sluice.feature.Definition;
import dev.sluice.project.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person has looked at before it is applied: what was registered then and what was declared, each as fingerprints by
 * kind and name, as {@code feature_view airport_delays@1}.
 */
public record ReviewedPlan(String project, SortedMap<String, String> registered, SortedMap<String, String> declared) {
    public ReviewedPlan {
        registered = Collections.unmodifiableSortedMap(new TreeMap<>(registered));
        declared = Collections.unmodifiableSortedMap(new TreeMap<>(declared));
    }

    /** @param known {@link Registry#definitions} */
    public static ReviewedPlan of(List<RegisteredDefinition> known, Project project) {
        SortedMap<String, String> declared = new TreeMap<>();
        project.definitions()
                .forEach(definition -> declared.put(DefinitionId.of(definition).toString(), definition.fingerprint()));
        return new ReviewedPlan(project.name(), active(known), declared);
    }

    private static SortedMap<String, String> active(List<RegisteredDefinition> known) {
        SortedMap<String, String> registered = new TreeMap<>();
        known.stream()
                .filter(RegisteredDefinition::isActive)
                .forEach(definition -> registered.put(definition.id().toString(), definition.fingerprint()));
        return registered;
    }

    /** A hash of all of it: {@link Definition#fingerprint} of its fingerprints. */
    public String hash() {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("project", project);
        registered.forEach((id, fingerprint) -> fields.put("registered " + id, fingerprint));
        declared.forEach((id, fingerprint) -> fields.put("declared " + id, fingerprint));
        return Definition.fingerprint(fields);
    }

    /** What has changed since, a line each; empty when it is still true. */
    public List<String> moved(List<RegisteredDefinition> known, Project now) {
        List<String> moved = new ArrayList<>();
        if (!project.equals(now.name())) {
            moved.add("it is of project " + project + ", and this is project " + now.name());
        }
        ReviewedPlan today = of(known, now);
        differences(registered, today.registered, "registered", moved);
        differences(declared, today.declared, "declared", moved);
        return moved;
    }

    private static void differences(
            SortedMap<String, String> before, SortedMap<String, String> now, String where, List<String> moved) {
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (String id : all) {
            String what = difference(before.get(id), now.get(id), where);
            if (what != null) {
                moved.add(id + " " + what);
            }
        }
    }

    private static @Nullable String difference(@Nullable String before, @Nullable String now, String where) {
        if (before == null) {
            return "is " + where + " now and was not";
        }
        if (now == null) {
            return "is not " + where + " any more";
        }
        return before.equals(now) ? null : "is " + where + " in another form now";
    }
}
