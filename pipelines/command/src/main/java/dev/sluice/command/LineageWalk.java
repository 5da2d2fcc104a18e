package dev.sluice.command;

import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.lineage.LineageGraph;
import dev.sluice.registry.lineage.LineageLink;
import dev.sluice.registry.lineage.LineageNode;
import dev.sluice.registry.lineage.LineageNode.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way through a project's lineage, up to where things come from or down to what is made with them.
 *
 * @param columns whether it goes through columns, or from table to table
 */
record LineageWalk(LineageGraph graph, boolean upstream, boolean columns) {
    /**
     * A step to a neighbour.
     *
     * @param link how the two are linked; one that is declared and has no usages where a table has the column
     * @param label in words; empty when there is nothing to say
     */
    record Step(LineageNode node, LineageLink link, String label) {}

    List<Step> from(LineageNode node) {
        List<Step> steps = new ArrayList<>();
        if (columns && node.kind() == Kind.VIEW && upstream) {
            graph.columns(node.view()).forEach(column -> steps.add(part(column, column, node)));
        }
        if (columns && node.kind() == Kind.SOURCE && !upstream) {
            columnsOf(node).forEach(column -> steps.add(part(column, node, column)));
        }
        Stream<LineageLink> links = (upstream ? graph.into(node) : graph.outOf(node)).stream();
        links.filter(isPassed(node, steps.isEmpty())).forEach(link -> steps.add(step(link)));
        return steps;
    }

    /** Steps that decide which rows there are, of the view of a feature. */
    List<Step> rows(LineageNode feature) {
        return !upstream || feature.kind() != Kind.FEATURE
                ? List.of()
                : graph.into(LineageNode.view(feature.view())).stream()
                        .filter(link -> link.from().isColumn())
                        .map(this::step)
                        .toList();
    }

    private Predicate<LineageLink> isPassed(LineageNode node, boolean alone) {
        return link -> {
            boolean amongTables = !link.from().isColumn() && !link.to().isColumn();
            if (!columns) {
                return amongTables;
            }
            boolean replaced = amongTables && !alone;
            return !replaced && !(node.kind() == Kind.SERVICE && upstream && amongTables);
        };
    }

    private Step step(LineageLink link) {
        return new Step(upstream ? link.from() : link.to(), link, columns ? label(link) : usedColumns(link));
    }

    private static Step part(LineageNode column, LineageNode from, LineageNode to) {
        return new Step(
                column,
                new LineageLink(from, to, Set.of(), dev.sluice.registry.LineageEdge.Witness.DEFINITION, Set.of()),
                "");
    }

    private Set<LineageNode> columnsOf(LineageNode source) {
        return graph.nodes().stream()
                .filter(node -> node.kind() == Kind.COLUMN && node.name().startsWith(source.name() + "."))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String label(LineageLink link) {
        if (!link.names().isEmpty()) {
            return "as " + String.join(", ", link.names());
        }
        if (link.usages().contains(ColumnUsage.UNKNOWN)) {
            return "which of its columns is not known";
        }
        String usages = link.usages().stream()
                .map(usage -> usage.toString().replace('_', ' '))
                .collect(Collectors.joining(", "));
        return link.to().kind() == Kind.VIEW && !usages.isEmpty() ? "rows: " + usages : usages;
    }

    /** The columns of one table that the other uses. */
    private String usedColumns(LineageLink link) {
        if (link.to().kind() != Kind.VIEW) {
            return "";
        }
        Set<LineageNode> targets = new LinkedHashSet<>(graph.columns(link.to().view()));
        targets.add(link.to());
        return targets.stream()
                .flatMap(target -> graph.into(target).stream())
                .map(LineageLink::from)
                .filter(LineageNode::isColumn)
                .filter(column -> isOf(column, link.from()))
                .map(column -> column.name().substring(link.from().name().length() + 1))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean isOf(LineageNode column, LineageNode table) {
        return column.name().startsWith(table.name() + (column.kind() == Kind.COLUMN ? "." : ":"));
    }
}
