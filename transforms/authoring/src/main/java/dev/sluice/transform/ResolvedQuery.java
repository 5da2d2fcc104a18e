package dev.sluice.transform;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** What only a resolved query shows: a name that is no column but the user's, a text that becomes the present moment. */
final class ResolvedQuery {
    /** What Spark takes for a moment of the clock where a time is wanted. */
    private static final Pattern MOMENT = Pattern.compile("\\s*(now|today|tomorrow|yesterday)\\b.*");

    private static final List<DataType> TIMES =
            List.of(DataTypes.DateType, DataTypes.TimestampType, DataTypes.TimestampNTZType);

    private ResolvedQuery() {}

    /** Throws unless the query gives the same rows whenever and by whomever it is run. */
    static void requireRepeatable(LogicalPlan plan, String file) {
        JavaConverters.seqAsJavaList(plan.expressions()).forEach(expression -> visit(expression, file));
        JavaConverters.seqAsJavaList(plan.children()).forEach(child -> requireRepeatable(child, file));
    }

    private static void visit(Expression expression, String file) {
        List<Expression> children = JavaConverters.seqAsJavaList(expression.children());
        String name = expression.prettyName();
        String refusal = SqlFunctions.difference(name, children.size());
        if (!refusal.isEmpty()) {
            throw SqlCheck.invalid(file + ": Invalid query: '" + name + "' cannot be used: " + refusal + ".");
        }
        if (expression instanceof Cast cast && TIMES.contains(cast.dataType())) {
            requireNoMoment(cast.child(), file);
        }
        if (expression instanceof SubqueryExpression subquery) {
            requireRepeatable((LogicalPlan) subquery.plan(), file);
        }
        children.forEach(child -> visit(child, file));
    }

    private static void requireNoMoment(Expression text, String file) {
        if (text.dataType() instanceof StringType && text.foldable()) {
            Object value = text.eval(null);
            if (isMoment(value)) {
                throw SqlCheck.invalid(file + ": Invalid query: '" + value
                        + "' cannot be used as a time: it reads the clock. Use :start or :end.");
            }
        }
    }

    /** Whether Spark takes the text for a moment of the clock. */
    static boolean isMoment(@Nullable Object text) {
        return text != null
                && MOMENT.matcher(text.toString().toLowerCase(Locale.ROOT)).matches();
    }
}
