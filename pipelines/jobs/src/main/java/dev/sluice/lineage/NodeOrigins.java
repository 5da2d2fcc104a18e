package dev.sluice.lineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;

/** Where the columns of a node of a plan come from, and what decides which rows it has. */
final class NodeOrigins {
    private final Map<ExprId, Set<Origin>> columns = new HashMap<>();
    private final Set<Origin> rows = new HashSet<>();

    boolean knows(ExprId column) {
        return columns.containsKey(column);
    }

    Map<ExprId, Set<Origin>> columns() {
        return columns;
    }

    Set<Origin> of(ExprId column) {
        return columns.getOrDefault(column, Set.of());
    }

    Set<Origin> rows() {
        return rows;
    }

    void put(ExprId column, Set<Origin> origins) {
        columns.put(column, Set.copyOf(origins));
    }

    void add(ExprId column, Set<Origin> origins) {
        Set<Origin> all = new HashSet<>(of(column));
        all.addAll(origins);
        put(column, all);
    }

    void addRows(Set<Origin> origins) {
        rows.addAll(origins);
    }

    void addAll(NodeOrigins other) {
        other.columns.forEach(this::add);
        addRows(other.rows);
    }

    /** Of these columns only. */
    NodeOrigins only(List<Attribute> kept) {
        NodeOrigins origins = new NodeOrigins();
        origins.addRows(rows);
        kept.forEach(column -> origins.put(column.exprId(), of(column.exprId())));
        return origins;
    }
}
