package dev.sluice.registry.lineage;

import dev.sluice.feature.ViewId;
import java.util.Comparator;
import java.util.Locale;

/**
 * A thing that the data passes.
 *
 * @param name {@code flights} (a source), {@code flights.delay} (its column), {@code airport_delays@1} (a view, or its online
 *     values), {@code airport_delays@1:avg_delay_7d} (its key or feature), {@code delay_model@1} (a service), or an id or address
 */
public record LineageNode(Kind kind, String name) implements Comparable<LineageNode> {
    private static final Comparator<LineageNode> ORDER =
            Comparator.comparing(LineageNode::kind).thenComparing(LineageNode::name);

    /** What things there are. */
    public enum Kind {
        SOURCE,
        /** Data that a Java transform reads and no source declares. */
        TABLE,
        COLUMN,
        VIEW,
        FEATURE,
        SERVICE,
        TRAINING_SET,
        ONLINE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static LineageNode source(String name) {
        return new LineageNode(Kind.SOURCE, name);
    }

    static LineageNode column(String table, String column) {
        return new LineageNode(Kind.COLUMN, table + "." + column);
    }

    public static LineageNode view(ViewId view) {
        return new LineageNode(Kind.VIEW, view.toString());
    }

    /** A key or a feature of a view. */
    public static LineageNode feature(ViewId view, String column) {
        return new LineageNode(Kind.FEATURE, view + ":" + column);
    }

    /** The view of a view, of its column or of its online values. */
    public ViewId view() {
        return ViewId.parse(name.contains(":") ? name.substring(0, name.indexOf(':')) : name);
    }

    /** Whether it is a column, of a source or of a view. */
    public boolean isColumn() {
        return kind == Kind.COLUMN || kind == Kind.FEATURE;
    }

    @Override
    public int compareTo(LineageNode other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind == Kind.COLUMN || kind == Kind.VIEW || kind == Kind.FEATURE ? name : kind + " " + name;
    }
}
