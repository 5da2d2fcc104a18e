package dev.sluice.registry;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.time.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Refuses changes after which the rows that a view's tables hold could not stand beside its new ones. */
final class VersionRule {
    /** Absent for Delta. */
    private static final String TABLE = "table";

    private static final Set<String> KEYS = Set.of("entity", "entity.key");

    private final Map<DefinitionId, RegisteredDefinition> known;
    private final Project project;

    VersionRule(Map<DefinitionId, RegisteredDefinition> known, Project project) {
        this.known = known;
        this.project = project;
    }

    void check() {
        List<String> refusals =
                project.views().stream().flatMap(this::refusal).sorted().toList();
        if (!refusals.isEmpty()) {
            throw RegistryError.NEEDS_NEW_VERSION.problem(String.join("\n", refusals));
        }
    }

    private Stream<String> refusal(FeatureView view) {
        RegisteredDefinition before = known.get(DefinitionId.of(view));
        if (before == null) {
            return Stream.empty();
        }
        List<FieldChange> refused = FieldChange.between(before.fields(), view.fields()).stream()
                .filter(VersionRule::needsNewVersion)
                .toList();
        return refused.isEmpty() ? Stream.empty() : Stream.of(message(view, refused));
    }

    private static boolean needsNewVersion(FieldChange change) {
        String before = change.before();
        String after = change.after();
        if (change.field().equals(TABLE)) {
            return true;
        }
        if (before == null || after == null) {
            return false;
        }
        return KEYS.contains(change.field())
                || Meaning.isFeatureType(change.field())
                || (change.field().equals("schedule") && !sameGranularity(before, after));
    }

    private static boolean sameGranularity(String before, String after) {
        return Schedule.parse(before).granularity() == Schedule.parse(after).granularity();
    }

    private String message(FeatureView view, List<FieldChange> refused) {
        String changes = refused.stream()
                .map(change ->
                        change.field() + " was registered as " + Objects.requireNonNullElse(change.before(), "delta")
                                + " and is now " + Objects.requireNonNullElse(change.after(), "delta"))
                .collect(Collectors.joining(", "));
        return "Cannot change " + view.id() + (view.origin() == null ? "" : " (" + view.origin() + ")") + ": " + changes
                + ". That needs a new version: raise version to " + nextVersion(view.name()) + ".";
    }

    private int nextVersion(String view) {
        IntStream registered = known.keySet().stream()
                .filter(id -> id.kind().equals(DefinitionId.VIEW) && id.name().equals(view))
                .mapToInt(DefinitionId::version);
        IntStream declared = project.views().stream()
                .filter(other -> other.name().equals(view))
                .mapToInt(FeatureView::version);
        return 1 + IntStream.concat(registered, declared).max().orElseThrow();
    }
}
