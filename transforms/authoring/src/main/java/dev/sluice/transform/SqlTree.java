package dev.sluice.transform;

import dev.sluice.problem.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.PosParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.BaseGroupingSets;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.types.StringType;
import scala.Tuple2;
import scala.collection.JavaConverters;

/** The walk over a parsed query: what is not on a list is refused. */
final class SqlTree {
    private static final int MOST_DEPTH = 200;

    private static final Set<String> NODES = Set.of(
            "Project",
            "Filter",
            "Aggregate",
            "Join",
            "SubqueryAlias",
            "UnresolvedRelation",
            "UnresolvedSubqueryColumnAliases",
            "UnresolvedWith",
            "UnresolvedHaving",
            "Sort",
            "GlobalLimit",
            "LocalLimit",
            "Union",
            "Distinct",
            "UnresolvedInlineTable",
            "OneRowRelation",
            "Generate",
            "WithWindowDefinition",
            "Intersect",
            "Except",
            "LateralJoin",
            "Pivot",
            "Unpivot",
            "UnresolvedHint",
            "Offset");

    /** How to join is Spark's own affair; all other hints cut rows into other numbers of tasks. */
    private static final Set<String> HINTS = Set.of(
            "BROADCAST",
            "BROADCASTJOIN",
            "MAPJOIN",
            "MERGE",
            "MERGEJOIN",
            "SHUFFLE_MERGE",
            "SHUFFLE_HASH",
            "SHUFFLE_REPLICATE_NL");

    private final String file;
    private final String whose;
    private final Set<String> sources;
    private final List<String> parameters;
    private final Set<String> read = new HashSet<>();

    /** @param whose sources these are, for errors: {@code "the view's"} */
    SqlTree(String file, String whose, Set<String> sources, List<String> parameters) {
        this.file = file;
        this.whose = whose;
        this.sources = sources;
        this.parameters = parameters;
    }

    /** Throws unless the query is harmless; returns the sources that it reads. */
    Set<String> requireHarmless(LogicalPlan plan) {
        visit(plan, Set.of(), 0);
        QuerySize.require(plan, file);
        if (read.isEmpty()) {
            throw SqlCheck.invalid(
                    file + ": Invalid query: it reads none of " + whose + " sources (" + sorted(sources) + ").");
        }
        return Set.copyOf(read);
    }

    void requireHarmless(Expression expression) {
        visit(expression, Set.of(), 0);
    }

    private void visit(LogicalPlan plan, Set<String> ctes, int depth) {
        requireDepth(depth);
        String node = plan.getClass().getSimpleName();
        if (!NODES.contains(node)) {
            throw refused(plan.origin(), "a " + node + " is not part of a SELECT over the sources");
        }
        if (plan instanceof UnresolvedWith with) {
            visitWith(with, ctes, depth);
            return;
        }
        if (plan instanceof UnresolvedRelation relation) {
            visitRelation(relation, ctes);
        }
        if (plan instanceof UnresolvedHint hint && !HINTS.contains(hint.name().toUpperCase(Locale.ROOT))) {
            throw refused(plan.origin(), "the hint '" + hint.name() + "' cannot be used. Leave it out");
        }
        expressions(plan).forEach(expression -> visit(expression, ctes, depth + 1));
        if (plan instanceof WithWindowDefinition windows) {
            JavaConverters.mapAsJavaMap(windows.windowDefinitions())
                    .values()
                    .forEach(window -> visit(window, ctes, depth + 1));
        }
        if (plan instanceof Generate generate && generate.generator() instanceof Expression generator) {
            visit(generator, ctes, depth + 1);
        }
        children(plan).forEach(child -> visit(child, ctes, depth + 1));
    }

    private void visitWith(UnresolvedWith with, Set<String> outer, int depth) {
        Set<String> ctes = new HashSet<>(outer);
        for (Tuple2<String, SubqueryAlias> cte : JavaConverters.seqAsJavaList(with.cteRelations())) {
            visit(cte._2(), Set.copyOf(ctes), depth + 1);
            ctes.add(cte._1().toLowerCase(Locale.ROOT));
        }
        visit(with.child(), ctes, depth + 1);
    }

    private void visitRelation(UnresolvedRelation relation, Set<String> ctes) {
        List<String> parts = JavaConverters.seqAsJavaList(relation.multipartIdentifier());
        String name = parts.get(0).toLowerCase(Locale.ROOT);
        boolean plain = parts.size() == 1 && relation.options().isEmpty();
        if (plain && ctes.contains(name)) {
            return;
        }
        if (plain && sources.contains(name)) {
            read.add(name);
        } else {
            String written = String.join(".", parts);
            throw refused(
                    relation.origin(),
                    "'" + written + "' is not among " + whose + " sources." + NearestName.hint(written, sources)
                            + " Declare it under sources");
        }
    }

    private void visit(Expression expression, Set<String> ctes, int depth) {
        requireDepth(depth);
        if (expression instanceof UnresolvedFunction function) {
            requireCallable(
                    JavaConverters.seqAsJavaList(function.nameParts()),
                    function.arguments().size(),
                    expression.origin());
        } else if (expression instanceof UnresolvedGenerator generator) {
            requireCallable(
                    List.of(generator.name().funcName()), generator.children().size(), expression.origin());
        } else if (expression instanceof UnresolvedAttribute attribute) {
            requireNoClock(attribute);
        } else if (expression instanceof NamedParameter parameter) {
            requireParameter(parameter);
        } else if (expression instanceof PosParameter
                || expression.getClass().getSimpleName().contains("Script")) {
            throw refused(expression.origin(), parametersKnown());
        } else if (expression instanceof BaseGroupingSets) {
            throw refused(
                    expression.origin(),
                    expression.getClass().getSimpleName().toUpperCase(Locale.ROOT)
                            + " cannot be used in GROUP BY: a feature's row has all of its keys");
        } else if (expression instanceof Literal literal && isMoment(literal)) {
            throw refused(
                    expression.origin(), "a constant time cannot be used: it reads the clock. Use :start or :end");
        } else if (expression instanceof SubqueryExpression subquery && !sources.isEmpty()) {
            visit((LogicalPlan) subquery.plan(), ctes, depth + 1);
        } else if (expression instanceof SubqueryExpression) {
            throw refused(expression.origin(), "a condition on a row has no subquery");
        } else if (!expression.deterministic() && expression.resolved()) {
            throw refused(expression.origin(), expression.prettyName() + " differs from run to run");
        }
        JavaConverters.seqAsJavaList(expression.children()).forEach(child -> visit(child, ctes, depth + 1));
    }

    /** The parser has made a moment of it already; what was written tells which. */
    private static boolean isMoment(Literal literal) {
        Origin origin = literal.origin();
        if (literal.dataType() instanceof StringType
                || origin.sqlText().isEmpty()
                || origin.startIndex().isEmpty()
                || origin.stopIndex().isEmpty()) {
            return false;
        }
        String written = origin.sqlText()
                .get()
                .substring(
                        (Integer) origin.startIndex().get(),
                        (Integer) origin.stopIndex().get() + 1);
        int quote = Math.max(written.indexOf('\''), written.indexOf('"'));
        return quote > 0 && ResolvedQuery.isMoment(written.substring(quote + 1));
    }

    private void requireCallable(List<String> parts, int arguments, Origin origin) {
        String name = String.join(".", parts);
        if (parts.size() != 1 || !SqlFunctions.known().contains(name.toLowerCase(Locale.ROOT))) {
            throw refused(
                    origin,
                    "the function '" + name + "' is not one of Spark's."
                            + NearestName.of(name, SqlFunctions.known())
                                    .map(near -> " Did you mean '" + near + "'?")
                                    .orElse(""));
        }
        String refusal = SqlFunctions.refusal(name, arguments);
        if (!refusal.isEmpty()) {
            throw refused(origin, "the function '" + name + "' cannot be used: " + refusal);
        }
    }

    /** Some functions are called without parentheses and look like columns until they are resolved. */
    private void requireNoClock(UnresolvedAttribute attribute) {
        String name = attribute.name().toLowerCase(Locale.ROOT);
        if (name.startsWith("current_") || name.equals("localtimestamp")) {
            String refusal = SqlFunctions.refusal(name, 0);
            if (!refusal.isEmpty()) {
                throw refused(attribute.origin(), "'" + name + "' cannot be used: " + refusal);
            }
        }
    }

    private void requireParameter(NamedParameter parameter) {
        if (!parameters.contains(parameter.name())) {
            throw refused(
                    parameter.origin(),
                    "the parameter :" + parameter.name() + " is not known. "
                            + (parameters.isEmpty()
                                    ? "There are none"
                                    : "There are :start and :end, the partition's bounds"));
        }
    }

    private String parametersKnown() {
        return parameters.isEmpty() ? "it has no parameters" : "only the parameters :start and :end are known";
    }

    private void requireDepth(int depth) {
        if (depth > MOST_DEPTH) {
            throw SqlCheck.invalid(file + ": Invalid query: it is nested too deeply.");
        }
    }

    private RuntimeException refused(Origin origin, String why) {
        String line = origin.line().isDefined() ? ":" + origin.line().get() : "";
        return SqlCheck.invalid(file + line + ": Invalid query: " + why + (why.endsWith("?") ? "" : "."));
    }

    private static List<Expression> expressions(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList(plan.expressions());
    }

    private static List<LogicalPlan> children(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList(plan.children());
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
