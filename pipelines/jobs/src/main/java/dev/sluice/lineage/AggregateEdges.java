package dev.sluice.lineage;

import dev.sluice.feature.Aggregation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.Transform;
import dev.sluice.feature.WindowFeature;
import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.LineageEdge;
import dev.sluice.registry.LineageEdge.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;

/**
 * The edges of a view that aggregates, told by its definition. Its plan cannot tell them: all windows are computed by one
 * function from one struct, and from tiles that hold its summaries as bytes.
 */
record AggregateEdges(FeatureView view, Transform.Aggregates aggregates, Source source) {
    List<LineageEdge> edges() {
        List<LineageEdge> edges = new ArrayList<>();
        edges.add(edge("", "", ColumnUsage.READ));
        edges.add(edge("", source.eventTime(), ColumnUsage.FILTER));
        for (String key : view.entity().keyNames()) {
            edges.add(edge(key, aggregates.sourceColumn(key), ColumnUsage.IDENTITY));
            edges.add(edge("", aggregates.sourceColumn(key), ColumnUsage.GROUP_BY));
        }
        for (Aggregation aggregation : aggregates.aggregations()) {
            Set<String> columns = columns(aggregation.of());
            aggregation.features().map(WindowFeature::name).forEach(feature -> {
                columns.forEach(column -> edges.add(edge(feature, column, ColumnUsage.AGGREGATION)));
                edges.add(edge(feature, source.eventTime(), ColumnUsage.WINDOW));
            });
        }
        return edges;
    }

    private LineageEdge edge(String column, String sourceColumn, ColumnUsage usage) {
        return new LineageEdge(column, source.name(), sourceColumn, usage, Witness.DEFINITION);
    }

    /** The columns that an expression of one row names. */
    static Set<String> columns(String expression) {
        Set<String> columns = new TreeSet<>();
        if (!expression.strip().equals("*")) {
            collect(CatalystSqlParser$.MODULE$.parseExpression(expression), columns);
        }
        return columns;
    }

    private static void collect(Expression expression, Set<String> columns) {
        if (expression instanceof UnresolvedAttribute column) {
            columns.add(PlanOrigins.list(column.nameParts()).get(0));
        }
        PlanOrigins.list(expression.children()).forEach(child -> collect(child, columns));
    }
}
