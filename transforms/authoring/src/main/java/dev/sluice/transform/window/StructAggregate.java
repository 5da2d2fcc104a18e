package dev.sluice.transform.window;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.DataType;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * An accumulation as one of Spark's aggregate functions. Spark rebuilds it from {@link #productElement}, which must name the
 * parameters of the constructor in order.
 */
public final class StructAggregate<T> extends TypedImperativeAggregate<T> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Accumulation<T> accumulation;
    private final Expression child;
    private final int mutableOffset;
    private final int inputOffset;

    /** @param child a struct; a null one is left out */
    StructAggregate(Accumulation<T> accumulation, Expression child, int mutableOffset, int inputOffset) {
        this.accumulation = accumulation;
        this.child = child;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
    }

    @Override
    public T createAggregationBuffer() {
        return accumulation.empty();
    }

    @Override
    public T update(T buffer, InternalRow input) {
        Object struct = child.eval(input);
        if (struct != null) {
            accumulation.add(buffer, (InternalRow) struct);
        }
        return buffer;
    }

    @Override
    public T merge(T buffer, T other) {
        accumulation.merge(buffer, other);
        return buffer;
    }

    @Override
    public Object eval(T buffer) {
        return accumulation.result(buffer);
    }

    @Override
    public byte[] serialize(T buffer) {
        return accumulation.write(buffer);
    }

    @Override
    public T deserialize(byte[] bytes) {
        return accumulation.read(bytes);
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new StructAggregate<>(accumulation, child, offset, inputOffset);
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new StructAggregate<>(accumulation, child, mutableOffset, offset);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public DataType dataType() {
        return accumulation.resultType();
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(child)).toList();
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new StructAggregate<>(accumulation, children.head(), mutableOffset, inputOffset);
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int position) {
        return List.of(accumulation, child, mutableOffset, inputOffset).get(position);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof StructAggregate;
    }
}
