package dev.sluice.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.time.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Airflow writes it: members that are not known are left alone, words that are not known become OTHER. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Null when it is no JSON. */
    static @Nullable JsonNode parsed(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json == null || json.isMissingNode() ? null : json;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static String written(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write JSON", e);
        }
    }

    /** Whether two values are the same once they are written. */
    static boolean same(Object one, Object other) {
        JsonNode first = parsed(written(one));
        return first != null && first.equals(parsed(written(other)));
    }

    static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNull() || value.isMissingNode() || value.isContainerNode() ? null : value.asText();
    }

    static @Nullable Instant instant(JsonNode json, String name) {
        String text = text(json, name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Null also of an interval that has no length: schedules without intervals have such. */
    static @Nullable TimeRange range(JsonNode json, String from, String until) {
        Instant start = instant(json, from);
        Instant end = instant(json, until);
        return start == null || end == null || !start.isBefore(end) ? null : new TimeRange(start, end);
    }

    static Map<String, Object> map(JsonNode json) {
        return json.isObject() ? MAPPER.convertValue(json, new TypeReference<Map<String, Object>>() {}) : Map.of();
    }

    /** The constant that a word names. */
    static <E extends Enum<E>> E word(Class<E> type, @Nullable String word, E absent, E unknown) {
        if (word == null || word.isEmpty()) {
            return absent;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        return unknown;
    }
}
