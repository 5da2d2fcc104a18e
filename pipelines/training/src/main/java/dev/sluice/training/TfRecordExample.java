package dev.sluice.training;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A row as the bytes of a {@code tf.train.Example}: a map from column to a list of bytes, floats or int64, in the wire
 * format of protocol buffers. A null is left out; an empty array is an empty list.
 *
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/example/feature.proto">feature.proto</a>
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the wire format</a>
 */
final class TfRecordExample {
    private static final int BYTES_LIST = 1;
    private static final int FLOAT_LIST = 2;
    private static final int INT64_LIST = 3;
    private static final int LENGTH_DELIMITED = 2;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 0x80;

    private TfRecordExample() {}

    /** @param row of {@link TfRecordColumns} */
    static byte[] of(Row row) {
        ByteArrayOutputStream features = new ByteArrayOutputStream();
        StructField[] fields = row.schema().fields();
        for (int i = 0; i < fields.length; i++) {
            if (!row.isNullAt(i)) {
                ByteArrayOutputStream entry = new ByteArrayOutputStream();
                put(entry, 1, fields[i].name().getBytes(StandardCharsets.UTF_8));
                put(entry, 2, feature(fields[i], row.get(i)));
                put(features, 1, entry.toByteArray());
            }
        }
        ByteArrayOutputStream example = new ByteArrayOutputStream();
        put(example, 1, features.toByteArray());
        return example.toByteArray();
    }

    private static byte[] feature(StructField field, Object value) {
        List<?> values = value instanceof Seq<?> array ? JavaConverters.seqAsJavaList(array) : List.of(value);
        DataType type = TfRecordColumns.element(field.dataType());
        ByteArrayOutputStream feature = new ByteArrayOutputStream();
        if (type instanceof FloatType) {
            put(feature, FLOAT_LIST, packed(field.name(), values));
        } else if (type instanceof LongType) {
            put(feature, INT64_LIST, packed(field.name(), values));
        } else {
            ByteArrayOutputStream list = new ByteArrayOutputStream();
            values.forEach(text -> put(list, 1, bytes(field.name(), text)));
            put(feature, BYTES_LIST, list.toByteArray());
        }
        return feature.toByteArray();
    }

    private static byte[] packed(String name, List<?> numbers) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (Object number : numbers) {
            if (present(name, number) instanceof Long whole) {
                putVarint(packed, whole);
            } else {
                packed.writeBytes(ByteBuffer.allocate(Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat((Float) number)
                        .array());
            }
        }
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        if (!numbers.isEmpty()) {
            put(list, 1, packed.toByteArray());
        }
        return list.toByteArray();
    }

    private static byte[] bytes(String name, @Nullable Object value) {
        return present(name, value) instanceof byte[] bytes
                ? bytes
                : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }

    private static Object present(String name, @Nullable Object value) {
        if (value == null) {
            throw TrainingError.INVALID_FORMAT.problem("Cannot write column '" + name
                    + "' as TFRecord: an array of it holds a null, which a TFRecord cannot. Filter it out, or ask for"
                    + " another --format.");
        }
        return value;
    }

    private static void put(ByteArrayOutputStream message, int field, byte[] content) {
        putVarint(message, (long) field << 3 | LENGTH_DELIMITED);
        putVarint(message, content.length);
        message.writeBytes(content);
    }

    private static void putVarint(ByteArrayOutputStream message, long number) {
        long rest = number;
        while ((rest & -VARINT_MORE) != 0) {
            message.write((int) (rest & VARINT_MORE - 1) | VARINT_MORE);
            rest >>>= VARINT_BITS;
        }
        message.write((int) rest);
    }
}
