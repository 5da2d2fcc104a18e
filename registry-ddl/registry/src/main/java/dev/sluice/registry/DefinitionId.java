package dev.sluice.registry;

import dev.sluice.feature.Definition;
import java.util.Comparator;
import java.util.List;

/** Which definition: its kind, name and version. Sorted as people read them: entities, sources, views, services. */
record DefinitionId(String kind, String name, int version) implements Comparable<DefinitionId> {
    static final String SOURCE = "source";
    static final String VIEW = "feature_view";
    static final String SERVICE = "feature_service";

    private static final List<String> KINDS = List.of("entity", SOURCE, VIEW, SERVICE);
    private static final Comparator<DefinitionId> ORDER = Comparator.comparingInt(
                    (DefinitionId id) -> KINDS.indexOf(id.kind))
            .thenComparing(DefinitionId::name)
            .thenComparingInt(DefinitionId::version);

    static DefinitionId of(Definition definition) {
        return new DefinitionId(definition.kind(), definition.name(), definition.version());
    }

    static DefinitionId source(String name) {
        return new DefinitionId(SOURCE, name, 1);
    }

    /** As people write it: {@code feature_view airport_delays@1}, {@code source flights}. */
    @Override
    public String toString() {
        return kind + " " + name + (isVersioned() ? "@" + version : "");
    }

    /** Whether things of its kind have versions. */
    boolean isVersioned() {
        return kind.equals(VIEW) || kind.equals(SERVICE);
    }

    boolean isView(String view) {
        return kind.equals(VIEW) && name.equals(view);
    }

    @Override
    public int compareTo(DefinitionId other) {
        return ORDER.compare(this, other);
    }
}
