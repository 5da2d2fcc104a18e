package dev.sluice.catalog.page;

import java.util.List;

/**
 * What something is made from and what is made from it.
 *
 * @param nodes each once; their stage grows in the direction of the data
 */
public record Lineage(List<Node> nodes, List<Edge> edges) {
    public Lineage {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A source, view, service or consumer.
     *
     * @param id its kind and name, as {@code feature_view airport_delays@1}
     * @param stage where it stands in the way of the data, from the left
     * @param address of its page; empty when it has none
     * @param current whether the page is about it
     */
    public record Node(String id, String kind, String name, int stage, String address, boolean current) {}

    /** From what is read to what reads it, by their ids. */
    public record Edge(String from, String to) {}

    /** The names of what a node reads, or of what reads it. */
    public List<Node> readBy(String id) {
        return edges.stream()
                .filter(edge -> edge.to().equals(id))
                .map(edge -> node(edge.from()))
                .toList();
    }

    public List<Node> readersOf(String id) {
        return edges.stream()
                .filter(edge -> edge.from().equals(id))
                .map(edge -> node(edge.to()))
                .toList();
    }

    private Node node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }
}
