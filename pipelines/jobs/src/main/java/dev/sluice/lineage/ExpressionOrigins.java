package dev.sluice.lineage;

import dev.sluice.registry.ColumnUsage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.RankLike;
import org.apache.spark.sql.catalyst.expressions.RowNumberLike;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Where the value of an expression comes from: what flows into it, and what decides what does. */
final class ExpressionOrigins {
    private final PlanOrigins plans;
    private final NodeOrigins known;
    private final Map<ExprId, Set<Origin>> outer;

    /** @param known of the columns that the expression sees */
    ExpressionOrigins(PlanOrigins plans, NodeOrigins known, Map<ExprId, Set<Origin>> outer) {
        this.plans = plans;
        this.known = known;
        this.outer = outer;
    }

    /** @param usage what the value is used for */
    Set<Origin> of(Expression expression, ColumnUsage usage) {
        Set<Origin> origins = new HashSet<>();
        collect(expression, usage, origins);
        return origins;
    }

    private void collect(Expression expression, ColumnUsage usage, Set<Origin> into) {
        if (expression instanceof AttributeReference column) {
            add(origins(column.exprId()), usage, into);
        } else if (expression instanceof OuterReference reference) {
            add(outer.getOrDefault(reference.exprId(), Set.of()), usage, into);
        } else if (expression instanceof Alias
                || expression instanceof Cast
                || expression instanceof SortOrder && !usage.isDirect()) {
            children(expression, usage, into);
        } else if (expression instanceof CaseWhen || expression instanceof If) {
            chosen(expression, usage, into);
        } else if (expression instanceof AggregateExpression aggregate) {
            children((Expression) aggregate.aggregateFunction(), Origin.then(ColumnUsage.AGGREGATION, usage), into);
            optional(aggregate.filter(), Origin.then(ColumnUsage.CONDITIONAL, usage), into);
        } else if (expression instanceof WindowExpression window) {
            window(window, usage, into);
        } else if (expression instanceof SubqueryExpression subquery) {
            subquery(subquery, usage, into);
        } else {
            children(expression, Origin.then(ColumnUsage.TRANSFORMATION, usage), into);
        }
    }

    private Set<Origin> origins(ExprId column) {
        return known.knows(column) ? known.of(column) : outer.getOrDefault(column, Set.of());
    }

    private static void add(Set<Origin> origins, ColumnUsage usage, Set<Origin> into) {
        origins.forEach(origin -> into.add(origin.usedAs(usage)));
    }

    private void children(Expression expression, ColumnUsage usage, Set<Origin> into) {
        PlanOrigins.list(expression.children()).forEach(child -> collect(child, usage, into));
    }

    private void optional(scala.Option<Expression> expression, ColumnUsage usage, Set<Origin> into) {
        if (expression.isDefined()) {
            collect(expression.get(), usage, into);
        }
    }

    /** Conditions decide, values flow. */
    private void chosen(Expression expression, ColumnUsage usage, Set<Origin> into) {
        ColumnUsage deciding = Origin.then(ColumnUsage.CONDITIONAL, usage);
        ColumnUsage flowing = Origin.then(ColumnUsage.TRANSFORMATION, usage);
        if (expression instanceof If choice) {
            collect(choice.predicate(), deciding, into);
            collect(choice.trueValue(), flowing, into);
            collect(choice.falseValue(), flowing, into);
        } else if (expression instanceof CaseWhen choice) {
            PlanOrigins.list(choice.branches()).forEach(branch -> {
                collect(branch._1(), deciding, into);
                collect(branch._2(), flowing, into);
            });
            optional(choice.elseValue(), flowing, into);
        }
    }

    private void window(WindowExpression window, ColumnUsage usage, Set<Origin> into) {
        Expression function = window.windowFunction();
        if (!(function instanceof RankLike || function instanceof RowNumberLike)) {
            collect(function, Origin.then(ColumnUsage.TRANSFORMATION, usage), into);
        }
        children(window.windowSpec(), Origin.then(ColumnUsage.WINDOW, usage), into);
    }

    private void subquery(SubqueryExpression subquery, ColumnUsage usage, Set<Origin> into) {
        Map<ExprId, Set<Origin>> seen = new HashMap<>(outer);
        seen.putAll(known.columns());
        LogicalPlan plan = (LogicalPlan) subquery.plan();
        NodeOrigins answer = plans.of(plan, seen);
        ColumnUsage deciding = Origin.then(ColumnUsage.CONDITIONAL, usage);
        boolean flows = subquery instanceof ScalarSubquery;
        List<org.apache.spark.sql.catalyst.expressions.Attribute> output = PlanOrigins.list(plan.output());
        output.forEach(column -> add(
                answer.of(column.exprId()), flows ? Origin.then(ColumnUsage.TRANSFORMATION, usage) : deciding, into));
        add(answer.rows(), deciding, into);
    }
}
