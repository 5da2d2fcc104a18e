package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.lineage.BuiltSet;
import dev.sluice.registry.lineage.Impact;
import dev.sluice.registry.lineage.LineageGraph;
import dev.sluice.registry.lineage.LineageNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice lineage}. */
@Command(
        name = "lineage",
        description = "Show where things come from and where they go, and with --impact what breaks if one goes away.")
final class LineageCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "WHAT",
            arity = "0..1",
            description = "A view, a service, a source, source.column or view:feature; default: every source.")
    private @Nullable String what;

    @Option(names = "--upstream", description = "Only where it comes from.")
    private boolean upstream;

    @Option(names = "--downstream", description = "Only where it goes.")
    private boolean downstream;

    @Option(
            names = "--columns",
            description = "Through columns instead of tables; always so for a column or a feature.")
    private boolean columns;

    @Option(
            names = "--impact",
            paramLabel = "WHAT",
            description = "What breaks if it goes away: source.column, view:feature, a view or a source.")
    private @Nullable String impact;

    LineageCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Set<OutputFormat> formats() {
        return impact == null
                ? EnumSet.of(OutputFormat.TABLE, OutputFormat.TREE, OutputFormat.MERMAID, OutputFormat.JSON)
                : EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        LineageGraph graph = LineageGraph.of(project, registry.lineage(project.name()), sets(project, registry));
        if (impact == null) {
            return shown(graph);
        }
        if (what != null || upstream || downstream) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Invalid arguments: --impact says what it is about and where to look. Leave the others out.");
        }
        return new ImpactView(Impact.of(graph, graph.find(impact))).answer();
    }

    private static List<BuiltSet> sets(Project project, Registry registry) {
        return registry.trainingSets(project.name()).stream()
                .map(set -> new BuiltSet(set.id(), set.service(), set.views()))
                .toList();
    }

    private Answer shown(LineageGraph graph) {
        List<LineageNode> starts = what == null ? sources(graph) : List.of(graph.find(what));
        LineagePicture picture = new LineagePicture(graph);
        starts.forEach(start -> picture.add(start, walks(graph, start)));
        return Answer.done(picture.json(), terminal -> {
            if (answersIn(OutputFormat.MERMAID)) {
                picture.mermaid().forEach(terminal::line);
            } else {
                starts.forEach(start -> new LineageTree(graph, terminal).print(start, walks(graph, start)));
            }
        });
    }

    /** What nothing comes before. */
    private static List<LineageNode> sources(LineageGraph graph) {
        return graph.nodes().stream()
                .filter(node -> node.kind() == LineageNode.Kind.SOURCE || node.kind() == LineageNode.Kind.TABLE)
                .toList();
    }

    private List<LineageWalk> walks(LineageGraph graph, LineageNode start) {
        boolean both = upstream == downstream;
        boolean through = columns || start.isColumn();
        boolean up = (both && what != null) || (upstream && !downstream);
        boolean down = both || downstream;
        return Stream.of(true, false)
                .filter(upwards -> upwards ? up : down)
                .map(upwards -> new LineageWalk(graph, upwards, through))
                .toList();
    }
}
