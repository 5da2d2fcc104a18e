package dev.sluice.command;

import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.lineage.LineageGraph;
import dev.sluice.registry.lineage.LineageLink;
import dev.sluice.registry.lineage.LineageNode;
import dev.sluice.registry.lineage.ShownColumns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The part of a project's lineage that walks reach, as JSON and as a flowchart of Mermaid. */
final class LineagePicture {
    private final LineageGraph graph;
    private final Set<LineageNode> nodes = new TreeSet<>();
    private final Map<String, LineageLink> links = new TreeMap<>();

    LineagePicture(LineageGraph graph) {
        this.graph = graph;
    }

    void add(LineageNode start, List<LineageWalk> walks) {
        nodes.add(start);
        for (LineageWalk walk : walks) {
            walk.rows(start).forEach(step -> add(step.link()));
            Set<LineageNode> seen = new TreeSet<>(Set.of(start));
            Deque<LineageNode> next = new ArrayDeque<>(seen);
            while (!next.isEmpty()) {
                for (LineageWalk.Step step : walk.from(next.remove())) {
                    add(step.link());
                    if (seen.add(step.node())) {
                        next.add(step.node());
                    }
                }
            }
        }
    }

    private void add(LineageLink link) {
        nodes.add(link.from());
        nodes.add(link.to());
        links.put(
                link.from().kind() + link.from().name() + " " + link.to().kind()
                        + link.to().name(),
                link);
    }

    JsonDocument json() {
        return JsonDocument.of("nodes", nodes.stream().map(this::json).toList())
                .with("links", links.values().stream().map(LineagePicture::json).toList())
                .with(
                        "views",
                        nodes.stream()
                                .filter(node -> node.kind() == LineageNode.Kind.VIEW)
                                .map(node -> knowledge(node, graph.shown(node.view())))
                                .toList());
    }

    private Map<String, ?> json(LineageNode node) {
        return JsonDocument.of("kind", node.kind().name().toLowerCase(java.util.Locale.ROOT))
                .with("name", node.name())
                .with("pii", graph.isPersonal(node))
                .members();
    }

    private static Map<String, ?> json(LineageLink link) {
        return JsonDocument.of("from", link.from().name())
                .with("to", link.to().name())
                .with("usages", link.usages().stream().map(Object::toString).toList())
                .with("witness", link.witness())
                .with("names", List.copyOf(link.names()))
                .members();
    }

    private static Map<String, ?> knowledge(LineageNode view, ShownColumns columns) {
        LineageRecord record = columns.record();
        return JsonDocument.of("view", view.name())
                .with("columns", columns.state())
                .with("run", record == null ? null : record.runId())
                .with("shown_at", record == null ? null : record.shownAt().toString())
                .members();
    }

    List<String> mermaid() {
        List<String> lines = new ArrayList<>(List.of("flowchart LR"));
        Map<LineageNode, String> ids = new LinkedHashMap<>();
        nodes.forEach(node -> ids.put(node, "n" + ids.size()));
        ids.forEach((node, id) -> lines.add("    " + id + shaped(node)));
        links.values().forEach(link -> lines.add("    " + ids.get(link.from()) + arrow(link) + ids.get(link.to())));
        return lines;
    }

    private static String arrow(LineageLink link) {
        String usages = link.usages().stream()
                .map(usage -> usage.toString().replace('_', ' '))
                .collect(Collectors.joining(", "));
        String line = link.isDirect() ? " --" : " -.";
        String end = link.isDirect() ? "--> " : ".-> ";
        return usages.isEmpty() ? " --> " : line + " " + usages + " " + end;
    }

    private String shaped(LineageNode node) {
        String text = node.toString() + (graph.isPersonal(node) ? " (pii)" : "");
        String quoted = "\"" + text.replace("\"", "#quot;").replace("<", "#lt;").replace("\n", " ") + "\"";
        return switch (node.kind()) {
            case SOURCE, TABLE, ONLINE -> "[(" + quoted + ")]";
            case COLUMN, FEATURE -> "(" + quoted + ")";
            case VIEW -> "[" + quoted + "]";
            case SERVICE -> "{{" + quoted + "}}";
            case TRAINING_SET -> "[/" + quoted + "/]";
        };
    }
}
