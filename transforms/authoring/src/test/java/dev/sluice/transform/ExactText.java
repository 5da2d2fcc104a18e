package dev.sluice.transform;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** A value as a text that differs when a bit does, whoever holds it: Java, Spark, or an array of numbers. */
public final class ExactText {
    private ExactText() {}

    public static String of(@Nullable Object value) {
        if (value instanceof Seq<?> sequence) {
            return of(JavaConverters.seqAsJavaList(sequence));
        }
        if (value instanceof List<?> list) {
            return of(list.toArray());
        }
        if (value instanceof float[] floats) {
            return of(IntStream.range(0, floats.length).mapToObj(i -> floats[i]).toArray());
        }
        if (value instanceof Object[] array) {
            return Stream.of(array).map(ExactText::of).toList().toString();
        }
        if (value instanceof Double number) {
            return "double " + Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Float number) {
            return "float " + Integer.toHexString(Float.floatToRawIntBits(number));
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof String text) {
            return "string " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
