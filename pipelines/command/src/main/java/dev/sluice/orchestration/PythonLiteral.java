package dev.sluice.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values as Python writes them. */
final class PythonLiteral {
    /** A text of JSON in ASCII is one of Python, too. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private PythonLiteral() {}

    static String of(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a text", e);
        }
    }

    static String of(Collection<?> texts) {
        return texts.stream().map(text -> of(text.toString())).collect(Collectors.joining(", ", "[", "]"));
    }
}
