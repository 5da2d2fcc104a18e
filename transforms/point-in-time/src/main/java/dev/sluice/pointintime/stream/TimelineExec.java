package dev.sluice.pointintime.stream;

import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.ShiftRight;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.ClusteredDistribution;
import org.apache.spark.sql.catalyst.plans.physical.Distribution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Function1;
import scala.Option;
import scala.Serializable;
import scala.collection.IndexedSeq;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** The operator as Spark executes it: Spark shuffles the timeline by hash and sorts it, this walks it. */
public final class TimelineExec extends SparkPlan {
    private static final long serialVersionUID = 1;

    private final Seq<Attribute> read;
    private final Seq<Attribute> answers;
    private final List<FollowerKind> kinds;
    private final SparkPlan child;

    /** As {@link TimelinePlan#TimelinePlan}. */
    public TimelineExec(Seq<Attribute> read, Seq<Attribute> answers, List<FollowerKind> kinds, SparkPlan child) {
        this.read = read;
        this.answers = answers;
        this.kinds = kinds;
        this.child = child;
    }

    @Override
    public Seq<Attribute> output() {
        return TimelinePlan.output(read, answers);
    }

    @Override
    public AttributeSet producedAttributes() {
        return Projections.attributes(answers);
    }

    @Override
    public Seq<Distribution> requiredChildDistribution() {
        return Projections.seq(
                List.of(new ClusteredDistribution(Projections.seq(List.of(hash())), false, Option.empty())));
    }

    @Override
    public Seq<Seq<SortOrder>> requiredChildOrdering() {
        return Projections.seq(List.of(Projections.seq(List.of(
                ascending(TimelineColumns.SLOT), ascending(TimelineColumns.MOMENT), ascending(TimelineColumns.ASKS)))));
    }

    private Expression hash() {
        return new ShiftRight(
                read.apply(TimelineColumns.SLOT), new Literal(TimelineColumns.MOMENT_BITS, DataTypes.IntegerType));
    }

    private SortOrder ascending(int column) {
        return new SortOrder(
                read.apply(column),
                Ascending$.MODULE$,
                Ascending$.MODULE$.defaultNullOrdering(),
                Projections.seq(List.of()));
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return child.execute()
                .mapPartitions(
                        new Walk(types(child.output()), kinds), true, ClassTag$.MODULE$.apply(InternalRow.class));
    }

    private static DataType[] types(Seq<Attribute> columns) {
        return JavaConverters.seqAsJavaList(columns).stream()
                .map(Attribute::dataType)
                .toArray(DataType[]::new);
    }

    @Override
    public Seq<SparkPlan> children() {
        return Projections.seq(List.of(child));
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new TimelineExec(read, answers, kinds, children.head());
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
        return other instanceof TimelineExec;
    }

    /** What each task does. */
    private static final class Walk extends AbstractFunction1<Iterator<InternalRow>, Iterator<InternalRow>>
            implements Function1<Iterator<InternalRow>, Iterator<InternalRow>>, Serializable {
        private static final long serialVersionUID = 1;

        private final DataType[] types;
        private final List<FollowerKind> kinds;

        Walk(DataType[] types, List<FollowerKind> kinds) {
            this.types = types;
            this.kinds = kinds;
        }

        @Override
        public Iterator<InternalRow> apply(Iterator<InternalRow> timeline) {
            return new TimelineIterator(timeline, types, kinds);
        }
    }
}
