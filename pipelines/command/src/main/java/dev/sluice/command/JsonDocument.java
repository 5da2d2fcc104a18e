package dev.sluice.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction, its members in the order in which they were put, and its text. */
final class JsonDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    static JsonDocument of(String name, @Nullable Object value) {
        return new JsonDocument().with(name, value);
    }

    /** Puts a member; a text, number, boolean, list or map stays what it is, everything else becomes its text. */
    JsonDocument with(String name, @Nullable Object value) {
        members.put(name, isJson(value) ? value : String.valueOf(value));
        return this;
    }

    /** The same with this member as the last one, which is in the end of a log that holds no more. */
    JsonDocument endingWith(String name) {
        members.put(name, members.remove(name));
        return this;
    }

    Map<String, @Nullable Object> members() {
        return members;
    }

    static String text(Object json) {
        return written(MAPPER.writer(), json);
    }

    /** The same in one line. */
    static String line(Object json) {
        return written(MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT), json);
    }

    private static String written(ObjectWriter writer, Object json) {
        try {
            return writer.writeValueAsString(json instanceof JsonDocument document ? document.members : json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write an answer as JSON", e);
        }
    }

    /** What a text of JSON says, to be put into a document. */
    static Iterable<?> parsed(String json) {
        try {
            return MAPPER.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read JSON of the lake", e);
        }
    }

    private static boolean isJson(@Nullable Object value) {
        return value == null
                || value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Iterable
                || value instanceof Map;
    }
}
