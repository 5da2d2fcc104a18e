package dev.sluice.registry.lineage;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.problem.VocabularyError;
import dev.sluice.project.Project;
import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.lineage.LineageNode.Kind;
import dev.sluice.registry.lineage.ShownColumns.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The way of the data through a project: what its definitions say, with the columns that runs have shown. Immutable.
 *
 * <p>A view is linked with the columns that decide its rows; a column of a view with those that decide its value.
 */
public final class LineageGraph {
    private final Project project;
    private final Map<ViewId, ShownColumns> shown = new TreeMap<>();
    private final Map<LineageNode, List<LineageLink>> into = new TreeMap<>();
    private final Map<LineageNode, List<LineageLink>> outOf = new TreeMap<>();
    private final Set<LineageNode> personal = new TreeSet<>();

    private LineageGraph(Project project) {
        this.project = project;
    }

    /**
     * @param project whose services follow the active versions
     * @param records what runs have shown, newest first
     */
    public static LineageGraph of(Project project, List<LineageRecord> records, List<BuiltSet> sets) {
        LineageGraph graph = new LineageGraph(project);
        GraphBuilder builder = new GraphBuilder(project);
        for (FeatureView view : project.views()) {
            ShownColumns columns = shown(project, view, records);
            graph.shown.put(view.id(), columns);
            builder.view(view, columns);
        }
        project.services().forEach(builder::service);
        sets.forEach(builder::trainingSet);
        graph.add(builder.links());
        return graph;
    }

    private static ShownColumns shown(Project project, FeatureView view, List<LineageRecord> records) {
        List<LineageRecord> ofView = records.stream()
                .filter(record -> record.view().equals(view.id()))
                .toList();
        String now = project.computationHash(view);
        return ofView.stream()
                .filter(record -> record.computationHash().equals(now))
                .findFirst()
                .map(record -> new ShownColumns(State.SHOWN, record))
                .or(() -> ofView.stream().findFirst().map(record -> new ShownColumns(State.OUTDATED, record)))
                .orElse(new ShownColumns(State.NOT_YET, null));
    }

    private void add(Collection<LineageLink> links) {
        for (LineageLink link : links) {
            into.computeIfAbsent(link.to(), node -> new ArrayList<>()).add(link);
            outOf.computeIfAbsent(link.from(), node -> new ArrayList<>()).add(link);
        }
        nodes().stream().filter(this::isDeclaredPersonal).forEach(node -> personal.addAll(fedBy(node)));
    }

    /** Everything that is linked. */
    public Set<LineageNode> nodes() {
        Set<LineageNode> nodes = new TreeSet<>(into.keySet());
        nodes.addAll(outOf.keySet());
        return nodes;
    }

    /** What it is made with. */
    public List<LineageLink> into(LineageNode node) {
        return into.getOrDefault(node, List.of());
    }

    /** What is made with it. */
    public List<LineageLink> outOf(LineageNode node) {
        return outOf.getOrDefault(node, List.of());
    }

    public Project project() {
        return project;
    }

    /** How much is known of where a declared view's columns come from. */
    public ShownColumns shown(ViewId view) {
        return shown.getOrDefault(view, new ShownColumns(State.NOT_YET, null));
    }

    /** The keys and features of a view, in their order. */
    public List<LineageNode> columns(ViewId view) {
        FeatureView declared = project.view(view);
        return Stream.concat(declared.entity().keyNames().stream(), declared.featureNames().stream())
                .map(column -> LineageNode.feature(view, column))
                .toList();
    }

    /** Whether values that tell of persons flow into a column, or may. */
    public boolean isPersonal(LineageNode node) {
        return personal.contains(node) || isDeclaredPersonal(node);
    }

    private boolean isDeclaredPersonal(LineageNode node) {
        if (node.kind() == Kind.FEATURE && project.declares(node.view())) {
            String column = node.name().substring(node.name().indexOf(':') + 1);
            return project.view(node.view()).piiColumns().contains(column);
        }
        if (node.kind() != Kind.COLUMN && node.kind() != Kind.SOURCE) {
            return false;
        }
        int dot = node.name().indexOf('.');
        String column = node.kind() == Kind.SOURCE ? "" : node.name().substring(dot + 1);
        String name = node.kind() == Kind.SOURCE ? node.name() : node.name().substring(0, dot);
        return project.sources().stream()
                .filter(source -> source.name().equals(name))
                .anyMatch(source -> node.kind() == Kind.SOURCE ? source.isPersonal() : source.isPersonal(column));
    }

    /** The columns of views into which values of a node flow, or may. */
    private Set<LineageNode> fedBy(LineageNode start) {
        Set<LineageNode> fed = new TreeSet<>();
        Deque<LineageNode> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            for (LineageLink link : outOf(next.remove())) {
                if (link.to().kind() == Kind.FEATURE && link.isDirect() && fed.add(link.to())) {
                    next.add(link.to());
                }
            }
        }
        return fed;
    }

    /**
     * What a person means: a view, a service, a source, {@code source.column} or {@code view:feature}.
     *
     * @throws SluiceException when there is no such thing; it names the nearest
     */
    public LineageNode find(String reference) {
        if (reference.contains(":")) {
            return feature(reference);
        }
        return reference.contains(".") ? column(reference) : named(reference);
    }

    private LineageNode feature(String reference) {
        int colon = reference.indexOf(':');
        FeatureView view = project.view(reference.substring(0, colon));
        String column = reference.substring(colon + 1);
        return view.entity().keyNames().contains(column)
                ? LineageNode.feature(view.id(), column)
                : LineageNode.feature(view.id(), view.feature(column).name());
    }

    private LineageNode column(String reference) {
        int dot = reference.indexOf('.');
        String source = project.source(reference.substring(0, dot)).name();
        String column = reference.substring(dot + 1);
        List<String> known = nodes().stream()
                .filter(node -> node.kind() == Kind.COLUMN && node.name().startsWith(source + "."))
                .map(node -> node.name().substring(dot + 1))
                .toList();
        return known.stream()
                .filter(column::equalsIgnoreCase)
                .findFirst()
                .or(() -> isAllShown(source) ? java.util.Optional.empty() : java.util.Optional.of(column))
                .map(name -> LineageNode.column(source, name))
                .orElseThrow(() -> VocabularyError.invalid("Unknown column: '" + column + "' of source " + source
                        + ": no view uses one of this name." + NearestName.hint(column, known)));
    }

    /** Whether the columns of every view that reads a source are known. */
    private boolean isAllShown(String source) {
        return outOf(LineageNode.source(source)).stream()
                .map(LineageLink::to)
                .filter(node -> node.kind() == Kind.VIEW)
                .allMatch(node -> shown(node.view()).state() == State.SHOWN);
    }

    private LineageNode named(String name) {
        if (project.views().stream().anyMatch(view -> isNamed(view.name(), view.version(), name))) {
            return LineageNode.view(project.view(name).id());
        }
        if (project.services().stream().anyMatch(service -> isNamed(service.name(), service.version(), name))) {
            return new LineageNode(Kind.SERVICE, project.service(name).id());
        }
        if (project.sources().stream().anyMatch(source -> source.name().equals(name))) {
            return LineageNode.source(name);
        }
        Set<String> known = new TreeSet<>();
        project.views().forEach(view -> known.add(name.contains("@") ? view.id().toString() : view.name()));
        project.services().forEach(service -> known.add(name.contains("@") ? service.id() : service.name()));
        project.sources().forEach(source -> known.add(source.name()));
        throw VocabularyError.invalid("Unknown view, service or source: '" + name + "'." + NearestName.hint(name, known)
                + " Write a column as source.column, a feature as view:feature.");
    }

    private static boolean isNamed(String name, int version, String reference) {
        return reference.equals(name) || reference.equals(name + "@" + version);
    }
}
