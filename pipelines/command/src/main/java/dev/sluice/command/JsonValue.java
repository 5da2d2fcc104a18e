package dev.sluice.command;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a feature's value: numbers as numbers; what JSON has no form for as text; bytes in Base64. */
final class JsonValue {
    private JsonValue() {}

    static Object of(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof List<?> list) {
            return elements(list);
        }
        boolean finite = !(value instanceof Double number && !Double.isFinite(number))
                && !(value instanceof Float small && !Float.isFinite(small));
        boolean json = value instanceof Number || value instanceof Boolean;
        return json && finite ? value : value.toString();
    }

    private static List<@Nullable Object> elements(List<?> list) {
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(element == null ? null : of(element)));
        return elements;
    }
}
