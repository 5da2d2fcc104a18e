package dev.sluice.registry.lineage;

import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.LineageEdge.Witness;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * From one thing to the next that is made with it.
 *
 * @param usages how; empty where a definition says only that
 * @param witness the least of those who say so: the definition, or what runs have shown
 * @param names the names under which a service hands a feature out; else empty
 */
public record LineageLink(
        LineageNode from, LineageNode to, Set<ColumnUsage> usages, Witness witness, Set<String> names) {
    public LineageLink {
        usages = Collections.unmodifiableSet(new TreeSet<>(usages));
        names = Collections.unmodifiableSet(new TreeSet<>(names));
    }

    static LineageLink declared(LineageNode from, LineageNode to) {
        return new LineageLink(from, to, Set.of(), Witness.DEFINITION, Set.of());
    }

    /** Whether values flow, or may. */
    public boolean isDirect() {
        return usages.isEmpty() || usages.stream().anyMatch(usage -> usage.isDirect() || usage == ColumnUsage.UNKNOWN);
    }

    LineageLink and(LineageLink other) {
        Set<ColumnUsage> both = new TreeSet<>(usages);
        both.addAll(other.usages);
        Set<String> all = new TreeSet<>(names);
        all.addAll(other.names);
        Witness least = witness.compareTo(other.witness) >= 0 ? witness : other.witness;
        return new LineageLink(from, to, both, least, all);
    }
}
