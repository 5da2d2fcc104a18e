package dev.sluice.transform;

import dev.sluice.problem.NearestName;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.JavaConverters;

/** A boolean Spark SQL expression over a row's columns, checked like a query: no subqueries, no unsafe functions. */
public record RowCondition(String text) {
    /** Reads a condition over these columns; {@code where} is the file and line that say it, for messages. */
    public static RowCondition parse(String text, List<String> columns, String where) {
        Expression expression = SqlCheck.expression(text, where);
        requireColumns(expression, columns, where);
        return new RowCondition(text);
    }

    private static void requireColumns(Expression expression, List<String> columns, String where) {
        if (expression instanceof UnresolvedAttribute attribute) {
            String name = String.join(".", JavaConverters.seqAsJavaList(attribute.nameParts()));
            if (columns.stream().noneMatch(name::equalsIgnoreCase)) {
                throw SqlCheck.invalid(where + ": Invalid condition: unknown column '" + name + "'."
                        + NearestName.hint(name, columns));
            }
        }
        if (expression instanceof NamedParameter parameter) {
            throw SqlCheck.invalid(where + ": Invalid condition: it has no parameter :" + parameter.name()
                    + ". Only a view's query has :start and :end.");
        }
        JavaConverters.seqAsJavaList(expression.children()).forEach(child -> requireColumns(child, columns, where));
    }
}
