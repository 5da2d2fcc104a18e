package dev.sluice.transform;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.EliminateSubqueryAliases$;
import org.apache.spark.sql.catalyst.analysis.EliminateView$;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.KnownNotNull;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.optimizer.BooleanSimplification$;
import org.apache.spark.sql.catalyst.optimizer.CollapseProject$;
import org.apache.spark.sql.catalyst.optimizer.CombineFilters$;
import org.apache.spark.sql.catalyst.optimizer.InlineCTE;
import org.apache.spark.sql.catalyst.optimizer.PruneFilters$;
import org.apache.spark.sql.catalyst.optimizer.PushDownPredicates$;
import org.apache.spark.sql.catalyst.optimizer.RemoveNoopOperators$;
import org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.optimizer.SimplifyCasts$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.PartialFunction;

/**
 * Analysed plans in the form in which those of queries that are only written otherwise are equal. Names of tables and columns,
 * and the order of what may be swapped, go; no constant is computed, so that the bounds of the partition stay what they are.
 */
final class NormalPlan {
    private static final int MOST_ROUNDS = 50;

    /** Rules that keep every row and every bit of its values. */
    private static final List<Rule<LogicalPlan>> RULES = List.of(
            EliminateSubqueryAliases$.MODULE$,
            EliminateView$.MODULE$,
            new InlineCTE(true),
            ReplaceExpressions$.MODULE$,
            RemoveRedundantAliases$.MODULE$,
            PushDownPredicates$.MODULE$,
            CombineFilters$.MODULE$,
            PruneFilters$.MODULE$,
            CollapseProject$.MODULE$,
            RemoveNoopOperators$.MODULE$,
            SimplifyCasts$.MODULE$,
            BooleanSimplification$.MODULE$);

    private NormalPlan() {}

    static LogicalPlan of(LogicalPlan analyzed) {
        LogicalPlan plan = (LogicalPlan) analyzed.transformAllExpressionsWithSubqueries(new Nameless());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            LogicalPlan before = plan;
            for (Rule<LogicalPlan> rule : RULES) {
                plan = rule.apply(plan);
            }
            plan = plan.transformUp(new WithoutSelection());
            if (plan.fastEquals(before)) {
                break;
            }
        }
        return ((LogicalPlan) plan.transformAllExpressionsWithSubqueries(new InOrder())).canonicalized();
    }

    /** Once a query is analysed, columns are told apart by number: renaming one changes nothing. */
    private static final class Nameless implements PartialFunction<Expression, Expression> {
        private static final String NAME = "column";

        @Override
        public boolean isDefinedAt(Expression node) {
            return (node instanceof Alias || node instanceof AttributeReference)
                    && !((NamedExpression) node).name().equals(NAME);
        }

        @Override
        public Expression apply(Expression node) {
            return node instanceof Alias alias
                    ? (Expression) alias.withName(NAME)
                    : ((AttributeReference) node).withName(NAME);
        }
    }

    /** An aggregate takes its columns by name: which of them were selected before, and in what order, is nothing to it. */
    private static final class WithoutSelection implements PartialFunction<LogicalPlan, LogicalPlan> {
        @Override
        public boolean isDefinedAt(LogicalPlan node) {
            return node instanceof Aggregate aggregate
                    && aggregate.child() instanceof Project project
                    && project.projectList().forall(column -> column instanceof AttributeReference);
        }

        @Override
        public LogicalPlan apply(LogicalPlan node) {
            Aggregate aggregate = (Aggregate) node;
            return new Aggregate(
                    aggregate.groupingExpressions(),
                    aggregate.aggregateExpressions(),
                    ((Project) aggregate.child()).child());
        }
    }

    /**
     * Ties the parts of a sum or product that is not exact: {@code (a + b) + c} of doubles is not {@code a + (b + c)}, which
     * Spark's canonical form takes for the same.
     */
    private static final class InOrder implements PartialFunction<Expression, Expression> {
        private static final Set<DataType> EXACT =
                Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

        @Override
        public boolean isDefinedAt(Expression node) {
            return node instanceof Add sum && mustTie(sum.left(), sum.right(), Add.class)
                    || node instanceof Multiply product && mustTie(product.left(), product.right(), Multiply.class);
        }

        @Override
        public Expression apply(Expression node) {
            return node instanceof Add sum
                    ? new Add(tied(sum.left(), Add.class), tied(sum.right(), Add.class), sum.evalMode())
                    : tied((Multiply) node);
        }

        private static Expression tied(Multiply product) {
            return new Multiply(
                    tied(product.left(), Multiply.class), tied(product.right(), Multiply.class), product.evalMode());
        }

        private static boolean mustTie(Expression left, Expression right, Class<?> operator) {
            return isTied(left, operator) || isTied(right, operator);
        }

        private static boolean isTied(Expression part, Class<?> operator) {
            return operator.isInstance(part) && !EXACT.contains(part.dataType());
        }

        private static Expression tied(Expression part, Class<?> operator) {
            return isTied(part, operator) ? new KnownNotNull(part) : part;
        }
    }
}
