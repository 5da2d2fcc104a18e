package dev.sluice.transform;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * How large a short query becomes when Spark writes out its common table expressions and its stars.
 *
 * @param relations how often a table is read
 * @param copies how often a table's columns are repeated by {@code *}
 */
record QuerySize(long relations, long copies) {
    private static final long MOST_RELATIONS = 1_000;
    private static final long MOST_COPIES = 1_000;

    /** Throws unless the query stays small. */
    static void require(LogicalPlan plan, String file) {
        of(plan, Map.of(), file);
    }

    private static QuerySize of(LogicalPlan plan, Map<String, QuerySize> ctes, String file) {
        if (plan instanceof UnresolvedWith with) {
            Map<String, QuerySize> known = new HashMap<>(ctes);
            for (Tuple2<String, SubqueryAlias> cte : JavaConverters.seqAsJavaList(with.cteRelations())) {
                known.put(cte._1().toLowerCase(Locale.ROOT), of(cte._2(), known, file));
            }
            return of(with.child(), known, file);
        }
        if (plan instanceof UnresolvedRelation relation) {
            return ctes.getOrDefault(relation.tableName().toLowerCase(Locale.ROOT), new QuerySize(1, 1));
        }
        long relations = 0;
        long copies = 0;
        for (LogicalPlan child : JavaConverters.seqAsJavaList(plan.children())) {
            QuerySize size = of(child, ctes, file);
            relations += size.relations();
            copies = plan instanceof Join ? copies + size.copies() : Math.max(copies, size.copies());
        }
        long stars = 0;
        for (Expression expression : JavaConverters.seqAsJavaList(plan.expressions())) {
            relations += subqueries(expression, ctes, file);
            stars += stars(expression);
        }
        boolean selects = plan instanceof Project || plan instanceof Aggregate;
        return new QuerySize(relations, selects ? Math.max(1, stars * copies) : copies).checked(file);
    }

    private QuerySize checked(String file) {
        if (relations > MOST_RELATIONS) {
            throw SqlCheck.invalid(file + ": Invalid query: with its common table expressions written out it reads more"
                    + " than " + MOST_RELATIONS + " tables.");
        }
        if (copies > MOST_COPIES) {
            throw SqlCheck.invalid(file + ": Invalid query: it repeats all columns of a table by * more than "
                    + MOST_COPIES + " times. Name the columns.");
        }
        return this;
    }

    private static long subqueries(Expression expression, Map<String, QuerySize> ctes, String file) {
        long relations = expression instanceof SubqueryExpression subquery
                ? of((LogicalPlan) subquery.plan(), ctes, file).relations()
                : 0;
        for (Expression child : children(expression)) {
            relations += subqueries(child, ctes, file);
        }
        return relations;
    }

    private static long stars(Expression expression) {
        long stars = expression instanceof Star ? 1 : 0;
        for (Expression child : children(expression)) {
            stars += stars(child);
        }
        return stars;
    }

    private static List<Expression> children(Expression expression) {
        return JavaConverters.seqAsJavaList(expression.children());
    }
}
