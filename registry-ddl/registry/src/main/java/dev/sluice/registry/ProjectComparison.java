package dev.sluice.registry;

import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.SourceUse;
import dev.sluice.project.Project;
import dev.sluice.registry.Change.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One project beside what is registered of it. */
final class ProjectComparison {
    private final Map<DefinitionId, RegisteredDefinition> known = new TreeMap<>();
    private final Project project;

    ProjectComparison(List<RegisteredDefinition> registered, Project project) {
        registered.forEach(definition -> known.put(definition.id(), definition));
        this.project = RegisteredQueries.of(registered).recognizedIn(project);
    }

    ProjectPlan plan() {
        new VersionRule(known, project).check();
        Map<DefinitionId, Change> changes = new TreeMap<>();
        project.definitions()
                .forEach(definition -> change(definition).ifPresent(change -> changes.put(change.id(), change)));
        int unchanged = project.definitions().size() - changes.size();
        gone().forEach(change -> changes.put(change.id(), change));
        return new ProjectPlan(List.copyOf(changes.values()), unchanged);
    }

    private Optional<Change> change(Definition now) {
        DefinitionId id = DefinitionId.of(now);
        RegisteredDefinition before = known.get(id);
        if (before == null) {
            return Optional.of(Change.of(Action.NEW, id, List.of(), List.of()));
        }
        List<String> recompute = now instanceof FeatureView view ? staleness(before, view) : List.of();
        if (!before.isActive()) {
            return Optional.of(Change.of(Action.NEW, id, List.of(), recompute));
        }
        List<FieldChange> fields = FieldChange.between(before.fields(), now.fields());
        return fields.isEmpty() && recompute.isEmpty()
                ? Optional.empty()
                : Optional.of(Change.of(Action.CHANGED, id, fields, recompute));
    }

    private List<String> staleness(RegisteredDefinition before, FeatureView view) {
        List<String> reasons = new ArrayList<>();
        FieldChange.between(Meaning.ofView(before.fields()), view.meaning())
                .forEach(change -> reasons.add(change.summary()));
        view.computation().sources().stream()
                .map(SourceUse::source)
                .distinct()
                .forEach(source -> sourceChanges(source)
                        .forEach(change -> reasons.add("source " + source + ": " + change.summary())));
        return reasons;
    }

    private Stream<FieldChange> sourceChanges(String source) {
        RegisteredDefinition before = known.get(DefinitionId.source(source));
        return before == null
                ? Stream.empty()
                : FieldChange.between(before.fields(), project.source(source).fields()).stream()
                        .filter(change -> Meaning.isOfSource(change.field()));
    }

    private Stream<Change> gone() {
        List<DefinitionId> declared =
                project.definitions().stream().map(DefinitionId::of).toList();
        return known.values().stream()
                .filter(RegisteredDefinition::isActive)
                .map(RegisteredDefinition::id)
                .filter(id -> !declared.contains(id))
                .map(id -> Change.of(Action.GONE, id, List.of(), List.of()));
    }
}
