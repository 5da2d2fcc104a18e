package dev.sluice.pointintime.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The operator as Spark's optimizer sees it. Spark rebuilds it from {@link #productElement}, which must name the parameters
 * of the constructor in order.
 */
public final class NewestRowsPlan extends LogicalPlan {
    private static final long serialVersionUID = 1;

    private final Seq<Attribute> read;
    private final Seq<Attribute> newest;
    private final LogicalPlan child;

    /**
     * @param read the timeline's columns, in the order of {@link TimelineColumns}
     * @param newest the new columns of the views
     */
    public NewestRowsPlan(Seq<Attribute> read, Seq<Attribute> newest, LogicalPlan child) {
        this.read = read;
        this.newest = newest;
        this.child = child;
    }

    /** The operator over a timeline with its columns in order. */
    static NewestRowsPlan over(LogicalPlan timeline) {
        List<Attribute> columns = JavaConverters.seqAsJavaList(timeline.output());
        List<Attribute> newest = columns.subList(TimelineColumns.FIRST_VIEW, columns.size()).stream()
                .map(NewestRowsPlan::anew)
                .toList();
        return new NewestRowsPlan(timeline.output(), Projections.seq(newest), timeline);
    }

    private static Attribute anew(Attribute column) {
        return new AttributeReference(
                column.name(),
                column.dataType(),
                true,
                column.metadata(),
                NamedExpression$.MODULE$.newExprId(),
                Projections.seq(List.of()));
    }

    Seq<Attribute> read() {
        return read;
    }

    Seq<Attribute> newest() {
        return newest;
    }

    LogicalPlan child() {
        return child;
    }

    static Seq<Attribute> output(Seq<Attribute> read, Seq<Attribute> newest) {
        List<Attribute> output = new ArrayList<>(List.of(
                read.apply(TimelineColumns.KEY),
                read.apply(TimelineColumns.MOMENT),
                read.apply(TimelineColumns.LABEL)));
        output.addAll(JavaConverters.seqAsJavaList(newest));
        return Projections.seq(output);
    }

    @Override
    public Seq<Attribute> output() {
        return output(read, newest);
    }

    @Override
    public AttributeSet producedAttributes() {
        return Projections.attributes(newest);
    }

    @Override
    public Seq<LogicalPlan> children() {
        return Projections.seq(List.of(child));
    }

    @Override
    public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
        return new NewestRowsPlan(read, newest, children.head());
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int position) {
        return List.of(read, newest, child).get(position);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof NewestRowsPlan;
    }
}
