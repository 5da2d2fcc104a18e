package dev.sluice.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.LineageEdge;
import dev.sluice.registry.LineageEdge.Witness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The edges that an event of staged rows tells. The analysed plan decides where it and OpenLineage's facet differ, since the
 * facet is made of the optimized plan and leaves out what it does not know; the facet alone speaks where there is no plan, or
 * the plan says unknown.
 */
final class EventEdges {
    private static final Map<String, ColumnUsage> USAGES = Map.of(
            "IDENTITY", ColumnUsage.IDENTITY,
            "TRANSFORMATION", ColumnUsage.TRANSFORMATION,
            "AGGREGATION", ColumnUsage.AGGREGATION,
            "CONDITIONAL", ColumnUsage.CONDITIONAL,
            "WINDOW", ColumnUsage.WINDOW,
            "FILTER", ColumnUsage.FILTER,
            "JOIN", ColumnUsage.JOIN,
            "GROUP_BY", ColumnUsage.GROUP_BY,
            "SORT", ColumnUsage.SORT);

    private final JsonNode output;
    private final JsonNode inputs;
    private final TableNames tables;

    EventEdges(JsonNode event, Project project, FeatureView view) {
        this.output = event.path("outputs").path(0);
        this.inputs = event.path("inputs");
        this.tables = new TableNames(project, view);
    }

    List<LineageEdge> edges() {
        List<LineageEdge> engine = engine();
        JsonNode plan = output.path("facets").path(WriteEvents.PLAN_FACET).path("edges");
        if (plan.isMissingNode()) {
            return engine;
        }
        Set<String> said = new HashSet<>();
        engine.forEach(edge -> said.add(claim(edge)));
        Set<String> unknown = new HashSet<>();
        List<LineageEdge> edges = new ArrayList<>();
        for (JsonNode told : plan) {
            LineageEdge edge = planned(told);
            edges.add(said.contains(claim(edge)) ? witnessed(edge) : edge);
            if (edge.usage() == ColumnUsage.UNKNOWN) {
                unknown.add(edge.column());
            }
        }
        engine.stream()
                .filter(edge -> unknown.contains(edge.column()) && !edge.isOfRows())
                .forEach(edges::add);
        return edges;
    }

    /** What two witnesses must agree on: not how a column is used, but whether its values flow. */
    private static String claim(LineageEdge edge) {
        return String.join(
                        "\n",
                        edge.column(),
                        edge.table(),
                        edge.tableColumn(),
                        String.valueOf(edge.usage().isDirect()))
                .toLowerCase(Locale.ROOT);
    }

    private static LineageEdge witnessed(LineageEdge edge) {
        return new LineageEdge(edge.column(), edge.table(), edge.tableColumn(), edge.usage(), Witness.ENGINE);
    }

    private static LineageEdge planned(JsonNode edge) {
        return new LineageEdge(
                edge.path("column").asText(),
                edge.path("table").asText(),
                edge.path("table_column").asText(),
                ColumnUsage.valueOf(edge.path("usage").asText().toUpperCase(Locale.ROOT)),
                Witness.PLAN);
    }

    /** What OpenLineage's own facets tell. */
    private List<LineageEdge> engine() {
        List<LineageEdge> edges = new ArrayList<>();
        JsonNode facet = output.path("facets").path("columnLineage");
        facet.path("fields")
                .properties()
                .forEach(field -> field.getValue()
                        .path("inputFields")
                        .forEach(input -> edges.addAll(engine(field.getKey(), input))));
        facet.path("dataset").forEach(input -> edges.addAll(engine("", input)));
        inputs.forEach(input -> edges.add(
                new LineageEdge("", tables.apply(WriteEvents.address(input)), "", ColumnUsage.READ, Witness.ENGINE)));
        return edges;
    }

    private List<LineageEdge> engine(String column, JsonNode input) {
        List<LineageEdge> edges = new ArrayList<>();
        String table = tables.apply(WriteEvents.address(input));
        input.path("transformations").forEach(transformation -> {
            ColumnUsage usage = USAGES.get(transformation.path("subtype").asText());
            if (usage != null) {
                edges.add(new LineageEdge(column, table, input.path("field").asText(), usage, Witness.ENGINE));
            }
        });
        return edges;
    }
}
