package dev.sluice.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.sluice.client.FeatureValue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Our own answers: for each entity its keys as they were given, and its features by name, as {@code sluice get} writes them. */
final class VectorJson {
    private static final SerializableString VALUE = new SerializedString("value");
    private static final SerializableString STATUS = new SerializedString("status");
    private static final SerializableString EVENT_TIME = new SerializedString("event_time");
    private static final SerializableString VERSION = new SerializedString("version");
    private static final SerializableString DEFAULT = new SerializedString("default");

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
        EventTimeText eventTimes = new EventTimeText();
        for (FeatureValue value : values) {
            json.writeObjectFieldStart(value.name());
            json.writeFieldName(VALUE);
            ValueJson.write(json, value.value());
            json.writeFieldName(STATUS);
            json.writeString(value.status().name());
            json.writeFieldName(EVENT_TIME);
            Instant eventTime = value.eventTime();
            json.writeString(eventTime == null ? null : eventTimes.of(eventTime)); // no text is null in JSON
            json.writeFieldName(VERSION);
            json.writeNumber(value.version());
            json.writeFieldName(DEFAULT);
            json.writeBoolean(value.defaulted());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
