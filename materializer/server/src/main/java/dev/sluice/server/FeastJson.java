package dev.sluice.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.client.FeatureStatus;
import dev.sluice.client.FeatureValue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Feast's answer: a column for each key and each feature, and the names of the columns. */
final class FeastJson {
    private static final String NEVER = Instant.EPOCH.toString();

    private FeastJson() {}

    static byte[] of(FeatureAnswer answer) {
        return AnswerJson.of(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (String key : answer.keys()) {
                writeKey(json, answer, key);
            }
            EventTimeText eventTimes = new EventTimeText();
            for (int i = 0; i < answer.values().get(0).size(); i++) {
                writeFeature(json, answer.values(), i, eventTimes);
            }
            json.writeEndArray();
            writeNames(json, answer);
            json.writeEndObject();
        });
    }

    private static void writeKey(JsonGenerator json, FeatureAnswer answer, String key) throws IOException {
        int rows = answer.values().size();
        json.writeStartObject();
        json.writeArrayFieldStart("values");
        for (int row = 0; row < rows; row++) {
            ValueJson.write(json, answer.query().entities().get(row).get(key));
        }
        json.writeEndArray();
        writeRepeated(json, "statuses", FeatureStatus.PRESENT.name(), rows);
        writeRepeated(json, "event_timestamps", NEVER, rows);
        json.writeEndObject();
    }

    private static void writeRepeated(JsonGenerator json, String name, String text, int times) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < times; i++) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeFeature(
            JsonGenerator json, List<List<FeatureValue>> rows, int feature, EventTimeText eventTimes)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("values");
        for (List<FeatureValue> row : rows) {
            ValueJson.write(json, row.get(feature).value());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("statuses");
        for (List<FeatureValue> row : rows) {
            json.writeString(row.get(feature).status().name());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("event_timestamps");
        for (List<FeatureValue> row : rows) {
            Instant eventTime = row.get(feature).eventTime();
            json.writeString(eventTime == null ? NEVER : eventTimes.of(eventTime));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeNames(JsonGenerator json, FeatureAnswer answer) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeArrayFieldStart("feature_names");
        for (String key : answer.keys()) {
            json.writeString(key);
        }
        for (FeatureValue value : answer.values().get(0)) {
            json.writeString(value.name());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
