package dev.sluice.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.client.FeatureValue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Our own answers: for each entity its keys as they were given, and its features by name, as {@code sluice get} writes them. */
final class VectorJson {
    private VectorJson() {}

    static byte[] one(FeatureAnswer answer) {
        return AnswerJson.of(json -> write(json, answer, 0));
    }

    static byte[] many(FeatureAnswer answer) {
        return AnswerJson.of(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("vectors");
            for (int i = 0; i < answer.values().size(); i++) {
                write(json, answer, i);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, FeatureAnswer answer, int entity) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("keys");
        for (Map.Entry<String, Object> key :
                answer.query().entities().get(entity).entrySet()) {
            json.writeFieldName(key.getKey());
            ValueJson.write(json, key.getValue());
        }
        json.writeEndObject();
        writeFeatures(json, answer.values().get(entity));
        json.writeEndObject();
    }

    private static void writeFeatures(JsonGenerator json, List<FeatureValue> values) throws IOException {
        json.writeObjectFieldStart("features");
        for (FeatureValue value : values) {
            json.writeObjectFieldStart(value.name());
            json.writeFieldName("value");
            ValueJson.write(json, value.value());
            json.writeStringField("status", value.status().name());
            Instant eventTime = value.eventTime();
            if (eventTime == null) {
                json.writeNullField("event_time");
            } else {
                json.writeStringField("event_time", eventTime.toString());
            }
            json.writeNumberField("version", value.version());
            json.writeBooleanField("default", value.defaulted());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
