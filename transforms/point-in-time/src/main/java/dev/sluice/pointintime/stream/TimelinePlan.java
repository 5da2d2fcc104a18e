package dev.sluice.pointintime.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
public final class TimelinePlan extends LogicalPlan {
    private static final long serialVersionUID = 1;

    private final Seq<Attribute> read;
    private final Seq<Attribute> answers;
    private final List<FollowerKind> kinds;
    private final LogicalPlan child;

    /**
     * @param read the timeline's columns, in the order of {@link TimelineColumns}
     * @param answers the new columns of the views
     * @param kinds how the views are followed
     */
    public TimelinePlan(Seq<Attribute> read, Seq<Attribute> answers, List<FollowerKind> kinds, LogicalPlan child) {
        this.read = read;
        this.answers = answers;
        this.kinds = kinds;
        this.child = child;
    }

    /** The operator over a timeline with its columns in order. */
    static TimelinePlan over(LogicalPlan timeline, List<FollowerKind> kinds) {
        List<Attribute> columns = JavaConverters.seqAsJavaList(timeline.output());
        List<Attribute> answers = IntStream.range(0, kinds.size())
                .mapToObj(view -> anew(columns.get(TimelineColumns.FIRST_VIEW + view), kinds.get(view)))
                .toList();
        return new TimelinePlan(timeline.output(), Projections.seq(answers), kinds, timeline);
    }

    private static Attribute anew(Attribute column, FollowerKind kind) {
        return new AttributeReference(
                column.name(),
                kind.answerType(column.dataType()),
                true,
                column.metadata(),
                NamedExpression$.MODULE$.newExprId(),
                Projections.seq(List.of()));
    }

    Seq<Attribute> read() {
        return read;
    }

    Seq<Attribute> answers() {
        return answers;
    }

    List<FollowerKind> kinds() {
        return kinds;
    }

    LogicalPlan child() {
        return child;
    }

    static Seq<Attribute> output(Seq<Attribute> read, Seq<Attribute> answers) {
        List<Attribute> output = new ArrayList<>(List.of(
                read.apply(TimelineColumns.KEY),
                read.apply(TimelineColumns.MOMENT),
                read.apply(TimelineColumns.LABEL)));
        output.addAll(JavaConverters.seqAsJavaList(answers));
        return Projections.seq(output);
    }

    @Override
    public Seq<Attribute> output() {
        return output(read, answers);
    }

    @Override
    public AttributeSet producedAttributes() {
        return Projections.attributes(answers);
    }

    @Override
    public Seq<LogicalPlan> children() {
        return Projections.seq(List.of(child));
    }

    @Override
    public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
        return new TimelinePlan(read, answers, kinds, children.head());
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int position) {
        return List.of(read, answers, kinds, child).get(position);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof TimelinePlan;
    }
}
