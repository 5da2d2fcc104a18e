package dev.sluice.command;

import dev.sluice.feature.Source;
import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.lineage.LineageGraph;
import dev.sluice.registry.lineage.LineageNode;
import dev.sluice.registry.lineage.LineageNode.Kind;
import dev.sluice.registry.lineage.ShownColumns;
import dev.sluice.registry.lineage.ShownColumns.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lineage as a tree for people. What was shown with all that follows is only named when it comes again. */
final class LineageTree {
    private final LineageGraph graph;
    private final Terminal terminal;
    private final Set<LineageNode> shown = new HashSet<>();

    LineageTree(LineageGraph graph, Terminal terminal) {
        this.graph = graph;
        this.terminal = terminal;
    }

    void print(LineageNode start, List<LineageWalk> walks) {
        terminal.line(terminal.bold(described(start)));
        for (LineageWalk walk : walks) {
            List<LineageWalk.Step> steps = new ArrayList<>(walk.from(start));
            steps.addAll(walk.rows(start));
            terminal.line(terminal.faint(walk.upstream() ? "comes from" : "goes to"));
            if (steps.isEmpty()) {
                terminal.line("└─ " + (walk.upstream() ? "nothing that is known" : "nothing"));
            }
            shown.clear();
            shown.add(start);
            branches(walk, steps, "");
        }
    }

    private void branches(LineageWalk walk, List<LineageWalk.Step> steps, String indent) {
        for (int i = 0; i < steps.size(); i++) {
            LineageWalk.Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            List<LineageWalk.Step> next = walk.from(step.node());
            boolean again = !shown.add(step.node()) && !next.isEmpty();
            String label = step.label().isEmpty() ? "" : "  " + terminal.faint(step.label());
            terminal.line(
                    indent + (last ? "└─ " : "├─ ") + described(step.node()) + label + (again ? " (see above)" : ""));
            if (!again) {
                branches(walk, next, indent + (last ? "   " : "│  "));
            }
        }
    }

    private String described(LineageNode node) {
        String text = node.toString();
        if (node.kind() == Kind.SOURCE) {
            Source source = graph.project().source(node.name());
            text = "source " + source.name() + " (" + source.format() + ", " + source.path() + ")";
        } else if (node.kind() == Kind.VIEW && graph.project().declares(node.view())) {
            text += knowledge(graph.shown(node.view()));
        }
        return node.kind() != Kind.SOURCE && graph.isPersonal(node) ? text + " [pii]" : text;
    }

    private static String knowledge(ShownColumns columns) {
        LineageRecord record = columns.record();
        if (record == null) {
            return " (columns are not known yet: it has not run since lineage is kept)";
        }
        return columns.state() == State.OUTDATED
                ? " (columns of run " + record.runId() + ", before the definition changed)"
                : "";
    }
}
