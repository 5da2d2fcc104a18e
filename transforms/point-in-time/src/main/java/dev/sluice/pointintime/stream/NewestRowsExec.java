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
public final class NewestRowsExec extends SparkPlan {
    private static final long serialVersionUID = 1;

    private final Seq<Attribute> read;
    private final Seq<Attribute> newest;
    private final SparkPlan child;

    /** As {@link NewestRowsPlan#NewestRowsPlan}. */
    public NewestRowsExec(Seq<Attribute> read, Seq<Attribute> newest, SparkPlan child) {
        this.read = read;
        this.newest = newest;
        this.child = child;
    }

    @Override
    public Seq<Attribute> output() {
        return NewestRowsPlan.output(read, newest);
    }

    @Override
    public AttributeSet producedAttributes() {
        return Projections.attributes(newest);
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
                .mapPartitions(new Walk(types(child.output())), true, ClassTag$.MODULE$.apply(InternalRow.class));
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
        return new NewestRowsExec(read, newest, children.head());
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
        return other instanceof NewestRowsExec;
    }

    /** What each task does. */
    private static final class Walk extends AbstractFunction1<Iterator<InternalRow>, Iterator<InternalRow>>
            implements Function1<Iterator<InternalRow>, Iterator<InternalRow>>, Serializable {
        private static final long serialVersionUID = 1;

        private final DataType[] types;

        Walk(DataType[] types) {
            this.types = types;
        }

        @Override
        public Iterator<InternalRow> apply(Iterator<InternalRow> timeline) {
            return new NewestRowsIterator(timeline, types);
        }
    }
}
