package dev.sluice.registry.lineage;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.lineage.LineageNode.Kind;
import dev.sluice.registry.lineage.ShownColumns.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What breaks if something goes away.
 *
 * @param views those whose computation uses it, or may, and those that read their tables; in the order of the data's way
 * @param services those that hand out a feature of such a view, each with the features that depend on it
 */
public record Impact(
        LineageNode gone,
        List<BrokenView> views,
        List<BrokenService> services,
        List<LineageNode> trainingSets,
        List<ViewId> online) {
    /**
     * A view that can no longer be computed.
     *
     * @param features those that depend on what is gone, and how; the others of the view come from the same computation
     * @param rows how what is gone decides which rows there are; empty when it does not
     * @param through the view whose table it reads; empty when it uses what is gone itself
     * @param columns how much is known of its columns
     */
    public record BrokenView(
            ViewId view,
            Map<String, Set<ColumnUsage>> features,
            Set<ColumnUsage> rows,
            Optional<ViewId> through,
            State columns) {}

    /**
     * A service that misses features.
     *
     * @param names its names of the features that depend on what is gone
     */
    public record BrokenService(LineageNode service, Set<String> names) {}

    public static Impact of(LineageGraph graph, LineageNode gone) {
        return new Search(graph, gone).impact();
    }

    /** Goes the data's way from what is gone. */
    private static final class Search {
        private final LineageGraph graph;
        private final LineageNode gone;
        private final Set<LineageNode> columns;
        private final Map<ViewId, BrokenView> views = new java.util.LinkedHashMap<>();

        Search(LineageGraph graph, LineageNode gone) {
            this.graph = graph;
            this.gone = gone;
            this.columns = dependent();
        }

        /** What is gone and every column of a view that depends on it. */
        private Set<LineageNode> dependent() {
            Set<LineageNode> found = new TreeSet<>(Set.of(gone));
            Deque<LineageNode> next = new ArrayDeque<>(found);
            if (gone.kind() == Kind.VIEW) {
                found.addAll(graph.columns(gone.view()));
                next.addAll(found);
            }
            while (!next.isEmpty()) {
                for (LineageLink link : graph.outOf(next.remove())) {
                    if (link.to().kind() == Kind.FEATURE && found.add(link.to())) {
                        next.add(link.to());
                    }
                }
            }
            return found;
        }

        Impact impact() {
            Deque<ViewId> next = new ArrayDeque<>(first());
            while (!next.isEmpty()) {
                ViewId view = next.remove();
                for (LineageLink link : graph.outOf(LineageNode.view(view))) {
                    if (link.to().kind() == Kind.VIEW
                            && !views.containsKey(link.to().view())) {
                        add(link.to().view(), Optional.of(view));
                        next.add(link.to().view());
                    }
                }
            }
            Set<LineageNode> services = services();
            return new Impact(
                    gone,
                    List.copyOf(views.values()),
                    services.stream()
                            .map(service -> new BrokenService(service, names(service)))
                            .toList(),
                    trainingSets(services),
                    online());
        }

        /** The views whose computation uses it, or may: those that read its source and have not shown their columns. */
        private List<ViewId> first() {
            for (LineageLink link : graph.outOf(gone)) {
                if (link.to().kind() == Kind.VIEW || link.to().kind() == Kind.FEATURE) {
                    add(link.to().view(), Optional.empty());
                }
            }
            table().ifPresent(table -> graph.outOf(table).stream()
                    .filter(link -> link.to().kind() == Kind.VIEW || link.to().kind() == Kind.FEATURE)
                    .filter(link -> mayUseUnseen(link))
                    .forEach(link -> add(link.to().view(), Optional.empty())));
            return new ArrayList<>(views.keySet());
        }

        private boolean mayUseUnseen(LineageLink link) {
            return link.usages().contains(ColumnUsage.UNKNOWN)
                    || graph.shown(link.to().view()).state() != State.SHOWN;
        }

        /** The source or the view of a column. */
        private Optional<LineageNode> table() {
            if (gone.kind() == Kind.COLUMN) {
                return Optional.of(
                        LineageNode.source(gone.name().substring(0, gone.name().indexOf('.'))));
            }
            return gone.kind() == Kind.FEATURE ? Optional.of(LineageNode.view(gone.view())) : Optional.empty();
        }

        private void add(ViewId view, Optional<ViewId> through) {
            views.computeIfAbsent(view, id -> {
                Map<String, Set<ColumnUsage>> features = new TreeMap<>();
                graph.columns(id)
                        .forEach(column -> usages(column)
                                .ifPresent(usages -> features.put(
                                        column.name().substring(column.name().indexOf(':') + 1), usages)));
                return new BrokenView(
                        id,
                        features,
                        usages(LineageNode.view(id)).orElse(Set.of()),
                        through,
                        graph.shown(id).state());
            });
        }

        /** How a column or the rows of a view use what is gone or what depends on it; empty when they do not. */
        private Optional<Set<ColumnUsage>> usages(LineageNode node) {
            List<LineageLink> links = graph.into(node).stream()
                    .filter(link -> link.from().isColumn() || link.from().kind() == Kind.SOURCE)
                    .filter(link -> columns.contains(link.from()))
                    .toList();
            Set<ColumnUsage> usages = new TreeSet<>();
            links.forEach(link -> usages.addAll(link.usages()));
            return links.isEmpty() ? Optional.empty() : Optional.of(usages);
        }

        private Set<LineageNode> services() {
            Set<LineageNode> services = new TreeSet<>();
            Set<LineageNode> from = new TreeSet<>(columns);
            views.keySet().forEach(view -> from.add(LineageNode.view(view)));
            from.forEach(node -> graph.outOf(node).stream()
                    .map(LineageLink::to)
                    .filter(to -> to.kind() == Kind.SERVICE)
                    .forEach(services::add));
            return services;
        }

        private Set<String> names(LineageNode service) {
            Set<String> names = new TreeSet<>();
            graph.into(service).stream()
                    .filter(link -> columns.contains(link.from()))
                    .forEach(link -> names.addAll(link.names()));
            return names;
        }

        private List<LineageNode> trainingSets(Set<LineageNode> services) {
            Set<LineageNode> from = new TreeSet<>(services);
            views.keySet().forEach(view -> from.add(LineageNode.view(view)));
            return from.stream()
                    .flatMap(node -> graph.outOf(node).stream())
                    .map(LineageLink::to)
                    .filter(to -> to.kind() == Kind.TRAINING_SET)
                    .distinct()
                    .toList();
        }

        private List<ViewId> online() {
            Set<ViewId> all = new TreeSet<>(views.keySet());
            if (gone.kind() == Kind.VIEW || gone.kind() == Kind.FEATURE) {
                all.add(gone.view());
            }
            return all.stream()
                    .filter(view -> graph.project().view(view).online())
                    .toList();
        }
    }
}
