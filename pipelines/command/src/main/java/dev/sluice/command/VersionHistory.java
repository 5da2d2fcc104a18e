package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.Deprecation;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Revision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that was ever registered of a view, the newest first, and which of it counts. */
record VersionHistory(Project project, List<Revision> revisions, Deprecations deprecations) {
    static VersionHistory of(Project project, Registry registry, String view) {
        List<Revision> newestFirst = new ArrayList<>(registry.revisions(project.name(), view));
        Collections.reverse(newestFirst);
        return new VersionHistory(project, newestFirst, Deprecations.of(project, registry));
    }

    /** What a revision is today: of each version only the newest counts. */
    private String state(Revision revision) {
        RegisteredDefinition definition = revision.definition();
        boolean newest = revisions.stream()
                .filter(other -> other.definition().version() == definition.version())
                .allMatch(other -> other.number() <= revision.number());
        if (!newest) {
            return "replaced";
        }
        if (!definition.isActive()) {
            return "retired";
        }
        boolean followed =
                Integer.valueOf(definition.version()).equals(project.active().get(definition.name()));
        return deprecation(revision).isPresent()
                ? followed ? "active, deprecated" : "deprecated"
                : followed ? "active" : "registered";
    }

    private Optional<Deprecation> deprecation(Revision revision) {
        return deprecations.all().stream()
                .filter(deprecation ->
                        deprecation.view().name().equals(revision.definition().name())
                                && deprecation.view().version()
                                        == revision.definition().version())
                .findFirst();
    }

    List<? extends Map<String, ?>> json() {
        return revisions.stream()
                .map(revision -> JsonDocument.of("revision", revision.id())
                        .with("version", revision.definition().version())
                        .with("state", state(revision))
                        .with("registered_at", revision.definition().registeredAt())
                        .with("retired_at", revision.definition().retiredAt())
                        .with("fingerprint", revision.definition().fingerprint())
                        .with(
                                "deprecation",
                                deprecation(revision).map(deprecations::json).orElse(null))
                        .members())
                .toList();
    }

    void print(Terminal terminal) {
        if (revisions.isEmpty()) {
            return;
        }
        TextTable table = TextTable.of("VERSION", "STATE", "REGISTERED", "FINGERPRINT");
        revisions.forEach(revision -> table.row(
                revision.definition().name() + "@" + revision.id(),
                state(revision),
                revision.definition().registeredAt(),
                revision.definition().fingerprint().substring(0, 12)));
        table.print(terminal);
        revisions.stream()
                .flatMap(revision -> deprecation(revision).stream())
                .distinct()
                .forEach(deprecation -> terminal.line(
                        "  " + deprecation.sentence(project.settings().clock().instant())));
        terminal.line("");
    }
}
