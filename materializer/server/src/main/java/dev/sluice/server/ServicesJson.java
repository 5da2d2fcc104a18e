package dev.sluice.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.ServedView;
import dev.sluice.online.StoreDescription;
import dev.sluice.type.ValueType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What can be asked for: services with the keys that they take and the features that they give. */
final class ServicesJson {
    private ServicesJson() {}

    static byte[] all(StoreDescription description) {
        return AnswerJson.of(json -> {
            json.writeStartObject();
            json.writeStringField("project", description.project());
            json.writeArrayFieldStart("services");
            for (FeatureService service : description.services()) {
                write(json, description, service);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static byte[] one(StoreDescription description, String reference) {
        FeatureService service = description.service(reference);
        return AnswerJson.of(json -> write(json, description, service));
    }

    private static void write(JsonGenerator json, StoreDescription description, FeatureService service)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", service.name());
        json.writeNumberField("version", service.version());
        json.writeObjectFieldStart("keys");
        for (Map.Entry<String, ValueType> key : description.keys(service).entrySet()) {
            json.writeStringField(key.getKey(), key.getValue().toString());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("features");
        for (ViewUse use : service.uses()) {
            writeFeatures(json, description.view(use), use);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeFeatures(JsonGenerator json, ServedView view, ViewUse use) throws IOException {
        List<String> names = use.features().isEmpty()
                ? view.features().stream().map(feature -> feature.name()).toList()
                : use.features();
        for (String name : names) {
            json.writeStartObject();
            json.writeStringField("name", use.outputName(name));
            json.writeStringField("type", view.feature(name).type().toString());
            json.writeStringField("view", view.id().toString());
            json.writeEndObject();
        }
    }
}
