package dev.sluice.server;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of values, the same as that of {@code sluice get}: numbers as numbers, decimals with all digits of their
 * scale; what JSON has no form for ({@code NaN}, {@code Infinity}, instants, days) as text; bytes in Base64.
 */
final class ValueJson {
    private ValueJson() {}

    static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof List<?> list) {
            writeList(json, list);
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Double real) {
            json.writeNumber(real); // NaN and infinities in quotes: QUOTE_NON_NUMERIC_NUMBERS is on
        } else if (number instanceof Float small) {
            json.writeNumber(small);
        } else if (number instanceof BigDecimal exact) {
            json.writeNumber(exact);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void writeList(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(json, element);
        }
        json.writeEndArray();
    }
}
