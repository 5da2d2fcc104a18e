package dev.sluice.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.UnaryNode;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The names of a query's columns, as far as its text tells them. */
final class SelectedColumns {
    private SelectedColumns() {}

    /** The names in order; empty when one of them shows only in the data ({@code *}, an expression without a name). */
    static Optional<List<String>> of(LogicalPlan plan) {
        if (plan instanceof Project project) {
            return names(project.projectList());
        }
        if (plan instanceof Aggregate aggregate) {
            return names(aggregate.aggregateExpressions());
        }
        if (plan instanceof UnresolvedWith with) {
            return of(with.child());
        }
        return plan instanceof UnaryNode node ? of(node.child()) : Optional.empty();
    }

    private static Optional<List<String>> names(Seq<NamedExpression> expressions) {
        List<String> names = new ArrayList<>();
        for (NamedExpression expression : JavaConverters.seqAsJavaList(expressions)) {
            if (expression instanceof Alias alias) {
                names.add(alias.name());
            } else if (expression instanceof UnresolvedAttribute attribute) {
                List<String> parts = JavaConverters.seqAsJavaList(attribute.nameParts());
                names.add(parts.get(parts.size() - 1));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
