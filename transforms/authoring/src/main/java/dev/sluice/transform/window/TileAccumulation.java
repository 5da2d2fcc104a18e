package dev.sluice.transform.window;

import dev.sluice.aggregation.Summary;
import dev.sluice.aggregation.WindowPlan;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** From events to the bytes of their summary. */
record TileAccumulation(WindowPlan plan, EventStruct events) implements Accumulation<Summary> {
    @Override
    public Summary empty() {
        return Summary.of(plan);
    }

    @Override
    public void add(Summary buffer, InternalRow event) {
        buffer.add(EventStruct.time(event), events.values(event));
    }

    @Override
    public void merge(Summary buffer, Summary other) {
        buffer.merge(other);
    }

    @Override
    public byte[] write(Summary buffer) {
        return buffer.toBytes();
    }

    @Override
    public Summary read(byte[] bytes) {
        return Summary.read(plan, bytes);
    }

    @Override
    public Object result(Summary buffer) {
        return buffer.toBytes();
    }

    @Override
    public DataType resultType() {
        return DataTypes.BinaryType;
    }

    @Override
    public String toString() {
        return "summary of events";
    }
}
