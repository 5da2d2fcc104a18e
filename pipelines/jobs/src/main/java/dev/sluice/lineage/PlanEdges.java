package dev.sluice.lineage;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.project.Project;
import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.LineageEdge;
import dev.sluice.registry.LineageEdge.Witness;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** What the analysed plan of a view's rows tells of where they come from. */
record PlanEdges(Project project, FeatureView view) {
    List<LineageEdge> of(LogicalPlan query) {
        boolean isQuery = view.computation().transform() instanceof Transform.Sql;
        PlanOrigins plans = new PlanOrigins(new TableNames(project, view), isQuery);
        NodeOrigins origins = plans.of(query);
        List<LineageEdge> edges = new ArrayList<>();
        for (Attribute column : PlanOrigins.list(query.output())) {
            origins.of(column.exprId()).forEach(origin -> edges.add(edge(column.name(), origin)));
        }
        origins.rows().forEach(origin -> edges.add(edge("", origin)));
        plans.read().forEach(table -> edges.add(new LineageEdge("", table, "", ColumnUsage.READ, Witness.PLAN)));
        return edges;
    }

    private static LineageEdge edge(String column, Origin origin) {
        return new LineageEdge(column, origin.table(), origin.column(), origin.usage(), Witness.PLAN);
    }
}
