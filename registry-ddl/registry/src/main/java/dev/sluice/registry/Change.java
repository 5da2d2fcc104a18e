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

    /** Whether things of its kind have versions. */
    public boolean isVersioned() {
        return kind.equals(DefinitionId.VIEW) || kind.equals(DefinitionId.SERVICE);
    }

    DefinitionId id() {
        return new DefinitionId(kind, name, version);
    }

    /** Whether registering it writes a definition; false where only something that it reads differs. */
    boolean isRegistered() {
        return action == Action.NEW || !fields.isEmpty();
    }
}
