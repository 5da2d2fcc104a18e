package dev.sluice.pointintime.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Spark's generated code for rows. */
final class Projections {
    private Projections() {}

    /** The row of one column of a row; valid until the next is asked for. */
    static UnsafeProjection ofColumn(int position, DataType type) {
        Expression column = new BoundReference(position, type, true);
        return UnsafeProjection.create(seq(List.of(column)));
    }

    /** A set of these columns. */
    static AttributeSet attributes(Seq<Attribute> columns) {
        List<Expression> expressions = new ArrayList<>(JavaConverters.seqAsJavaList(columns));
        return AttributeSet.apply(seq(expressions));
    }

    /** A list as Spark's plans want it. */
    static <T> Seq<T> seq(List<T> elements) {
        return JavaConverters.asScalaBuffer(elements).toList();
    }
}
