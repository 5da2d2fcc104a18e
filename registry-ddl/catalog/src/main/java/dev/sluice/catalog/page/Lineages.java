package dev.sluice.catalog.page;

import dev.sluice.feature.Consumer;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows the way of the data from one thing to its ends, up and down. */
final class Lineages {
    /** More of a kind than this makes a picture nobody reads; the page lists them. */
    private static final int MOST_NODES = 200;

    /** Views that read each other in a circle would go on for ever. */
    private static final int MOST_STAGES = 12;

    private final Links links;
    private final String current;
    private final Map<String, Lineage.Node> nodes = new LinkedHashMap<>();
    private final Set<Lineage.Edge> edges = new LinkedHashSet<>();

    private Lineages(Links links, String current) {
        this.links = links;
        this.current = current;
    }

    static Lineage of(FeatureView view, Links links) {
        Lineages lineage = new Lineages(links, id(view));
        lineage.up(view, 0);
        lineage.down(view, 0);
        return lineage.drawn();
    }

    static Lineage of(FeatureService service, Links links) {
        Lineages lineage = new Lineages(links, id(service));
        lineage.service(service, 0);
        service.uses().stream().map(links::view).distinct().forEach(view -> {
            lineage.up(view, -1);
            lineage.edge(id(view), id(service));
        });
        return lineage.drawn();
    }

    static Lineage of(Source source, Links links) {
        Lineages lineage = new Lineages(links, id(source));
        FeatureView table = links.tableOf(source.name());
        if (table != null) {
            return of(table, links);
        }
        lineage.node(id(source), "source", source.name(), 0, Address.ofSource(source.name()));
        for (FeatureView reader : links.readersOf(source)) {
            lineage.edge(id(source), id(reader));
            lineage.down(reader, 1);
        }
        return lineage.drawn();
    }

    private static String id(FeatureView view) {
        return "feature_view " + view.id();
    }

    private static String id(FeatureService service) {
        return "feature_service " + service.id();
    }

    private static String id(Source source) {
        return "source " + source.name();
    }

    /** Adds a node where it is new or stands further from the middle than before; false where there is nothing to do. */
    private boolean node(String id, String kind, String name, int stage, String address) {
        Lineage.Node known = nodes.get(id);
        boolean placed = known != null && (known.current() || Math.abs(known.stage()) >= Math.abs(stage));
        if (placed || nodes.size() >= MOST_NODES || Math.abs(stage) > MOST_STAGES) {
            return false;
        }
        nodes.put(id, new Lineage.Node(id, kind, name, stage, address, id.equals(current)));
        return true;
    }

    private boolean node(FeatureView view, int stage) {
        return node(id(view), "feature_view", view.id().toString(), stage, Address.of(view.id()));
    }

    private void edge(String from, String to) {
        edges.add(new Lineage.Edge(from, to));
    }

    private void up(FeatureView view, int stage) {
        if (node(view, stage)) {
            for (String name : links.sourcesOf(view)) {
                FeatureView table = links.tableOf(name);
                if (table == null) {
                    node("source " + name, "source", name, stage - 1, Address.ofSource(name));
                    edge("source " + name, id(view));
                } else {
                    edge(id(table), id(view));
                    up(table, stage - 1);
                }
            }
        }
    }

    private void down(FeatureView view, int stage) {
        if (stage != 0 && !node(view, stage)) {
            return;
        }
        for (FeatureView reader : links.readersOf(view.id())) {
            edge(id(view), id(reader));
            down(reader, stage + 1);
        }
        for (FeatureService service : links.servicesOf(view.id())) {
            edge(id(view), id(service));
            service(service, stage + 1);
        }
    }

    private void service(FeatureService service, int stage) {
        String id = id(service);
        node(id, "feature_service", service.id(), stage, Address.ofService(service.id()));
        for (Consumer consumer : service.consumers()) {
            node("consumer " + consumer.name(), "consumer", consumer.name(), stage + 1, "");
            edge(id, "consumer " + consumer.name());
        }
    }

    private Lineage drawn() {
        List<Lineage.Edge> drawn = new ArrayList<>(edges);
        drawn.removeIf(edge -> !nodes.containsKey(edge.from()) || !nodes.containsKey(edge.to()));
        return new Lineage(List.copyOf(nodes.values()), drawn);
    }
}
