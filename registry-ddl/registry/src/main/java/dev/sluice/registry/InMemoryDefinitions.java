package dev.sluice.registry;

import dev.sluice.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The definitions of a registry in memory: a revision for each time that one was new or changed. */
final class InMemoryDefinitions {
    private final Map<String, Map<DefinitionId, List<RegisteredDefinition>>> projects = new HashMap<>();

    private Map<DefinitionId, List<RegisteredDefinition>> of(String project) {
        return projects.computeIfAbsent(project, name -> new HashMap<>());
    }

    List<RegisteredDefinition> newest(String project) {
        return RegisteredDefinition.sorted(
                of(project).values().stream().map(InMemoryDefinitions::last).toList());
    }

    private static RegisteredDefinition last(List<RegisteredDefinition> revisions) {
        return revisions.get(revisions.size() - 1);
    }

    List<Revision> revisions(String project, String view) {
        List<Revision> all = new ArrayList<>();
        of(project).forEach((id, revisions) -> {
            for (int i = 0; id.isView(view) && i < revisions.size(); i++) {
                all.add(new Revision(i + 1, revisions.get(i)));
            }
        });
        all.sort(Comparator.comparing(
                        (Revision revision) -> revision.definition().version())
                .thenComparing(Revision::number));
        return all;
    }

    void apply(ProjectPlan plan, Project project, Instant now) {
        Map<DefinitionId, RegisteredDefinition> declared = new HashMap<>();
        project.definitions()
                .forEach(definition ->
                        declared.put(DefinitionId.of(definition), RegisteredDefinition.of(definition, now)));
        for (Change change : plan.changes()) {
            List<RegisteredDefinition> revisions =
                    of(project.name()).computeIfAbsent(change.id(), id -> new ArrayList<>());
            if (change.action() == Change.Action.GONE) {
                revisions.set(revisions.size() - 1, last(revisions).retired(now));
            } else if (change.isRegistered()) {
                revisions.add(Objects.requireNonNull(declared.get(change.id())));
            }
        }
    }
}
