package dev.sluice.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of requests: one object, shallow, no member twice; what is wrong in it is said by field. */
final class RequestJson {
    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .reader();

    private RequestJson() {}

    static JsonNode object(byte[] body) {
        JsonNode node = parsed(body);
        if (!node.isObject()) {
            throw wrong("Invalid body: it is no JSON object.");
        }
        return node;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return READER.readTree(body);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw wrong("Invalid body: it is no JSON that is read here" + where + ": "
                    + e.getOriginalMessage().split("\\R", 2)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException wrong(String message) {
        return ServerError.WRONG_REQUEST.problem(message);
    }

    static boolean truth(JsonNode request, String field) {
        JsonNode node = request.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw new RefusedRequest(field, "is " + described(node) + ". Write true or false.");
        }
        return node.booleanValue();
    }

    /** The member's text; null when it is not there. */
    static @Nullable String text(JsonNode request, String field) {
        JsonNode node = request.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new RefusedRequest(field, "is " + described(node) + ". Write a text.");
        }
        return node.textValue();
    }

    static List<String> texts(JsonNode array, String field) {
        if (!array.isArray()) {
            throw new RefusedRequest(field, "is " + described(array) + ". Write an array of texts.");
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw new RefusedRequest(
                        field + "[" + texts.size() + "]", "is " + described(element) + ". Write a text.");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** The value of a key as {@link FeatureQuery} has it. */
    static @Nullable Object key(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBigDecimal() || value.isIntegralNumber()) { // what is beyond a double is neither
            return value.decimalValue();
        }
        return value.isBoolean() ? value.booleanValue() : value;
    }

    static String described(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "missing";
            case NULL -> "null";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "something else";
        };
    }
}
