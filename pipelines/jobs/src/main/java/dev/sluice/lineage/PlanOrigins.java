package dev.sluice.lineage;

import dev.sluice.registry.ColumnUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.logical.*;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCRelation;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Where the columns and the rows of an analysed plan come from. A node that is not known here, and functions over whole rows,
 * make what they return unknown: no column is guessed.
 */
final class PlanOrigins {
    /** Nodes that return the columns of their child as they are. */
    private static final List<Class<?>> PASSING = List.of(
            SubqueryAlias.class,
            View.class,
            ResolvedHint.class,
            RebalancePartitions.class,
            Repartition.class,
            RepartitionByExpression.class,
            GlobalLimit.class,
            LocalLimit.class,
            Offset.class,
            Tail.class,
            Sample.class,
            CTERelationDef.class);

    private final UnaryOperator<String> tables;
    private final boolean constantsInPlan;
    private final Map<Long, SharedQuery> shared = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    /**
     * @param tables the name of the table at an address
     * @param constantsInPlan whether rows that stand in the plan itself are constants of a query, not rows from elsewhere
     */
    PlanOrigins(UnaryOperator<String> tables, boolean constantsInPlan) {
        this.tables = tables;
        this.constantsInPlan = constantsInPlan;
    }

    /** A common table expression. */
    private record SharedQuery(List<Attribute> output, NodeOrigins origins) {}

    NodeOrigins of(LogicalPlan plan) {
        return of(plan, Map.of());
    }

    /** The tables that the plans have read. */
    Set<String> read() {
        return read;
    }

    /** @param outer what the columns of a query around this one come from */
    NodeOrigins of(LogicalPlan plan, Map<ExprId, Set<Origin>> outer) {
        if (plan instanceof LeafNode) {
            return leaf(plan);
        }
        if (plan instanceof WithCTE with) {
            list(with.cteDefs())
                    .forEach(definition -> shared.put(
                            definition.id(),
                            new SharedQuery(list(definition.child().output()), of(definition.child(), outer))));
            return of(with.plan(), outer);
        }
        if (plan instanceof Union union) {
            return union(union, outer);
        }
        if (plan instanceof Join || plan instanceof SetOperation) {
            return paired(plan, outer);
        }
        return plan instanceof UnaryNode ? unary(plan, outer) : opaque(plan, outer);
    }

    private NodeOrigins leaf(LogicalPlan leaf) {
        SharedQuery query = leaf instanceof CTERelationRef reference ? shared.get(reference.cteId()) : null;
        if (query != null) {
            return shared(query, list(leaf.output()));
        }
        NodeOrigins origins = new NodeOrigins();
        if (leaf instanceof OneRowRelation
                || leaf instanceof Range
                || leaf instanceof LocalRelation && constantsInPlan) {
            list(leaf.output()).forEach(column -> origins.put(column.exprId(), Set.of()));
            return origins;
        }
        Set<String> names = tables(leaf);
        read.addAll(names);
        list(leaf.output()).forEach(column -> origins.put(column.exprId(), columns(names, column)));
        if (names.isEmpty()) {
            origins.addRows(Set.of(Origin.unknown("")));
        }
        return origins;
    }

    private static Set<Origin> columns(Set<String> tables, Attribute column) {
        Set<Origin> origins = new HashSet<>();
        tables.forEach(table -> origins.add(new Origin(table, column.name(), ColumnUsage.IDENTITY)));
        return tables.isEmpty() ? Set.of(Origin.unknown("")) : origins;
    }

    private static NodeOrigins shared(SharedQuery query, List<Attribute> output) {
        NodeOrigins origins = new NodeOrigins();
        origins.addRows(query.origins().rows());
        for (int i = 0; i < output.size(); i++) {
            origins.put(
                    output.get(i).exprId(),
                    query.origins().of(query.output().get(i).exprId()));
        }
        return origins;
    }

    private NodeOrigins union(Union union, Map<ExprId, Set<Origin>> outer) {
        NodeOrigins origins = new NodeOrigins();
        List<Attribute> output = list(union.output());
        for (LogicalPlan child : list(union.children())) {
            NodeOrigins part = of(child, outer);
            origins.addRows(part.rows());
            List<Attribute> columns = list(child.output());
            for (int i = 0; i < output.size(); i++) {
                origins.add(output.get(i).exprId(), part.of(columns.get(i).exprId()));
            }
        }
        return origins;
    }

    /** Rows of two children that are held against each other. */
    private NodeOrigins paired(LogicalPlan plan, Map<ExprId, Set<Origin>> outer) {
        NodeOrigins origins = new NodeOrigins();
        List<LogicalPlan> children = list(plan.children());
        children.forEach(child -> origins.addAll(of(child, outer)));
        if (plan instanceof Join join) {
            if (join.condition().isDefined()) {
                origins.addRows(expressions(origins, outer).of(join.condition().get(), ColumnUsage.JOIN));
            }
            boolean rightIsOnlyLookedAt = join.joinType() == LeftSemi$.MODULE$ || join.joinType() == LeftAnti$.MODULE$;
            return rightIsOnlyLookedAt ? origins.only(list(children.get(0).output())) : origins;
        }
        children.forEach(child -> origins.addRows(all(origins, list(child.output()), ColumnUsage.JOIN)));
        return origins.only(list(plan.output()));
    }

    private NodeOrigins unary(LogicalPlan plan, Map<ExprId, Set<Origin>> outer) {
        NodeOrigins child = of(list(plan.children()).get(0), outer);
        ExpressionOrigins expressions = expressions(child, outer);
        if (PASSING.stream().anyMatch(known -> known.isInstance(plan))) {
            return child;
        }
        if (plan instanceof Project project) {
            return named(child, expressions, list(project.projectList()));
        }
        if (plan instanceof Aggregate aggregate) {
            NodeOrigins origins = named(child, expressions, list(aggregate.aggregateExpressions()));
            list(aggregate.groupingExpressions())
                    .forEach(group -> origins.addRows(expressions.of(group, ColumnUsage.GROUP_BY)));
            return origins;
        }
        if (plan instanceof Window window) {
            NodeOrigins origins = named(child, expressions, list(window.windowExpressions()));
            origins.addAll(child);
            return origins;
        }
        return rowsDecided(plan, child, expressions, outer);
    }

    private NodeOrigins rowsDecided(
            LogicalPlan plan, NodeOrigins child, ExpressionOrigins expressions, Map<ExprId, Set<Origin>> outer) {
        if (plan instanceof Filter filter) {
            child.addRows(expressions.of(filter.condition(), ColumnUsage.FILTER));
        } else if (plan instanceof Sort sort) {
            list(sort.order()).forEach(order -> child.addRows(expressions.of(order, ColumnUsage.SORT)));
        } else if (plan instanceof Distinct) {
            child.addRows(all(child, list(plan.output()), ColumnUsage.GROUP_BY));
        } else if (plan instanceof Deduplicate deduplicate) {
            child.addRows(all(child, list(deduplicate.keys()), ColumnUsage.GROUP_BY));
        } else if (plan instanceof Generate generate) {
            Expression generator = (Expression) generate.generator();
            child.addRows(expressions.of(generator, ColumnUsage.FILTER));
            list(generate.generatorOutput())
                    .forEach(column ->
                            child.put(column.exprId(), expressions.of(generator, ColumnUsage.TRANSFORMATION)));
        } else if (plan instanceof Expand expand) {
            return expanded(expand, child, expressions);
        } else {
            return opaque(plan, outer);
        }
        return child;
    }

    private static NodeOrigins expanded(Expand expand, NodeOrigins child, ExpressionOrigins expressions) {
        NodeOrigins origins = new NodeOrigins();
        origins.addRows(child.rows());
        List<Attribute> output = list(expand.output());
        for (Seq<Expression> projection : list(expand.projections())) {
            List<Expression> values = list(projection);
            for (int i = 0; i < output.size(); i++) {
                origins.add(output.get(i).exprId(), expressions.of(values.get(i), ColumnUsage.IDENTITY));
            }
        }
        return origins;
    }

    private static NodeOrigins named(NodeOrigins child, ExpressionOrigins expressions, List<NamedExpression> columns) {
        NodeOrigins origins = new NodeOrigins();
        origins.addRows(child.rows());
        columns.forEach(
                column -> origins.put(column.exprId(), expressions.of((Expression) column, ColumnUsage.IDENTITY)));
        return origins;
    }

    /** What goes through unchanged keeps its origin; everything else comes from the tables beneath, nobody knows how. */
    private NodeOrigins opaque(LogicalPlan plan, Map<ExprId, Set<Origin>> outer) {
        NodeOrigins origins = new NodeOrigins();
        list(plan.children()).forEach(child -> origins.addAll(of(child, outer)));
        Set<Origin> unknown = new HashSet<>();
        list(plan.collectLeaves()).forEach(leaf -> tables(leaf).forEach(table -> unknown.add(Origin.unknown(table))));
        if (unknown.isEmpty()) {
            unknown.add(Origin.unknown(""));
        }
        List<Attribute> output = list(plan.output());
        output.stream()
                .filter(column -> !origins.knows(column.exprId()))
                .forEach(column -> origins.put(column.exprId(), unknown));
        origins.addRows(unknown);
        return origins.only(output);
    }

    private static Set<Origin> all(NodeOrigins origins, Collection<Attribute> columns, ColumnUsage usage) {
        Set<Origin> used = new HashSet<>();
        columns.forEach(column -> origins.of(column.exprId()).forEach(origin -> used.add(origin.usedAs(usage))));
        return used;
    }

    private ExpressionOrigins expressions(NodeOrigins known, Map<ExprId, Set<Origin>> outer) {
        return new ExpressionOrigins(this, known, outer);
    }

    private Set<String> tables(LogicalPlan leaf) {
        Set<String> names = new HashSet<>();
        addresses(leaf).forEach(address -> names.add(tables.apply(address)));
        return names;
    }

    private static List<String> addresses(LogicalPlan leaf) {
        List<String> addresses = new ArrayList<>();
        if (leaf instanceof LogicalRelation relation) {
            if (relation.relation() instanceof HadoopFsRelation files) {
                list(files.location().rootPaths()).forEach(path -> addresses.add(path.toString()));
            } else if (relation.relation() instanceof JDBCRelation database) {
                addresses.add(Address.inDatabase(
                        database.jdbcOptions().url(),
                        JavaConverters.mapAsJavaMap(database.jdbcOptions().parameters())));
            }
        }
        return addresses;
    }

    static <T> List<T> list(Seq<T> sequence) {
        return JavaConverters.seqAsJavaList(sequence);
    }
}
