package dev.sluice.transform.window;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** How a group of structs becomes one value. */
interface Accumulation<T> extends Serializable {
    T empty();

    void add(T buffer, InternalRow struct);

    void merge(T buffer, T other);

    byte[] write(T buffer);

    T read(byte[] bytes);

    /** As Spark holds it. */
    Object result(T buffer);

    DataType resultType();
}
