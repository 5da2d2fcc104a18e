package dev.sluice.registry;

import java.util.List;

/**
 * One line of a plan: a definition that differs from what is registered, or a view whose rows are stale because something
 * that it reads differs.
 *
 * @param fields what differs in it; empty for what is new or gone, and where only something that it reads differs
 * @param recompute why the rows of a view that were computed before are stale; empty when they are not
 */
public record Change(
        Action action, String kind, String name, int version, List<FieldChange> fields, List<String> recompute) {
    /** What happened to the definition. */
    public enum Action {
        NEW,
        CHANGED,
        GONE
    }

    public Change {
        fields = List.copyOf(fields);
        recompute = List.copyOf(recompute);
    }

    static Change of(Action action, DefinitionId id, List<FieldChange> fields, List<String> recompute) {
        return new Change(action, id.kind(), id.name(), id.version(), fields, recompute);
    }

    /** What it is about: {@code feature_view airport_delays@1}, {@code source flights}. */
    public String subject() {
        return id().toString();
    }

    /** What it takes from readers: the view or service itself, or features of it; empty when nothing. */
    public List<String> removes() {
        if (action == Action.GONE) {
            return id().isVersioned() ? List.of(subject()) : List.of();
        }
        return fields.stream()
                .filter(field -> Meaning.isFeatureType(field.field()) && field.after() == null)
                .map(field -> "feature " + field.field().split("\\.")[1] + " of " + subject())
                .toList();
    }

    DefinitionId id() {
        return new DefinitionId(kind, name, version);
    }

    /** Whether registering it writes a definition; false where only something that it reads differs. */
    boolean isRegistered() {
        return action == Action.NEW || !fields.isEmpty();
    }
}
