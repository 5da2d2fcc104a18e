package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.NameConvention;
import dev.sluice.feature.ViewId;
import dev.sluice.project.FeatureNames;
import dev.sluice.project.Project;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.RegisteredDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan advises against and does not hinder: new features that are computed already, and new names against the
 * convention. Of what is registered it says nothing: names that models read stay.
 */
final class PlanWarnings {
    private final Project project;
    private final Set<String> registered = new HashSet<>();
    private final Set<ViewId> changed = new HashSet<>();

    private PlanWarnings(Project project) {
        this.project = project;
    }

    static List<String> of(
            Project project, ProjectPlan plan, Collection<RegisteredDefinition> known, Findings findings) {
        PlanWarnings warnings = new PlanWarnings(project);
        plan.changes().stream()
                .filter(change -> change.kind().equals("feature_view"))
                .forEach(change -> warnings.changed.add(new ViewId(change.name(), change.version())));
        known.stream()
                .filter(definition -> definition.kind().equals("feature_view"))
                .forEach(warnings::note);
        List<String> all = new ArrayList<>(warnings.alike(findings.alike()));
        all.addAll(warnings.names());
        return all;
    }

    /** A feature of any version of a view is no new one in another. */
    private void note(RegisteredDefinition view) {
        view.fields().keySet().stream()
                .filter(field -> field.startsWith("features.") && field.endsWith(".type"))
                .forEach(field -> registered.add(view.name() + "." + field.split("\\.")[1]));
    }

    private boolean isNew(FeatureView view, String feature) {
        return !registered.contains(view.name() + "." + feature);
    }

    private List<String> names() {
        if (project.settings().featureNames() == FeatureNames.OFF) {
            return List.of();
        }
        Set<String> departures = new TreeSet<>();
        project.views().stream()
                .filter(view -> view.aggregates().isEmpty())
                .forEach(view -> view.featureNames().stream()
                        .filter(feature -> isNew(view, feature))
                        .forEach(feature ->
                                NameConvention.departure(view, feature).ifPresent(departures::add)));
        return List.copyOf(departures);
    }

    private Collection<String> alike(List<Findings.Alike> alike) {
        Map<Named, String> warnings = new LinkedHashMap<>();
        for (Findings.Alike group : alike) {
            List<Named> features = group.features().stream().map(Named::parse).toList();
            for (Named feature : features) {
                if (concerns(feature, group.likeness())) {
                    original(feature, features)
                            .ifPresent(original ->
                                    warnings.putIfAbsent(feature, message(feature, original, group.likeness())));
                }
            }
        }
        return warnings.values();
    }

    /** New features have no statistics yet; those of views that change are looked at again. */
    private boolean concerns(Named feature, Findings.Likeness likeness) {
        return likeness == Findings.Likeness.STATISTICS
                ? changed.contains(feature.view())
                : isNew(project.view(feature.view()), feature.name());
    }

    /** A feature of another view: a registered one, or, where all are new, the one that was declared first. */
    private Optional<Named> original(Named feature, List<Named> alike) {
        List<Named> others = alike.stream()
                .filter(other -> !other.view().name().equals(feature.view().name()))
                .toList();
        Optional<Named> there = others.stream()
                .filter(other -> !isNew(project.view(other.view()), other.name()))
                .findFirst();
        return there.isPresent()
                ? there
                : others.stream()
                        .filter(other -> alike.indexOf(other) < alike.indexOf(feature))
                        .findFirst();
    }

    private String message(Named feature, Named original, Findings.Likeness likeness) {
        String owner = project.view(original.view()).metadata().owner();
        String here = "Feature " + feature.name() + " of " + feature.view();
        String there = original.name() + " of " + original.view();
        String what = switch (likeness) {
            case SAME -> here + " is computed as " + there + " is, from the same rows.";
            case NEARLY ->
                here + " is computed as " + there + " is, from the same rows; they differ only in how the"
                        + " value is cast, rounded or defaulted in the end.";
            case STATISTICS ->
                here + " had the same statistics as " + there + " in the newest partition of both: it may be"
                        + " the same.";
        };
        return what + " Use that one instead" + (owner.isEmpty() ? "." : ", or ask its owner, " + owner + ".");
    }

    /** A feature as findings name it: {@code airport_delays@1.mean_delay}. */
    private record Named(ViewId view, String name) {
        static Named parse(String text) {
            int dot = text.indexOf('.');
            return new Named(ViewId.parse(text.substring(0, dot)), text.substring(dot + 1));
        }
    }
}
