package dev.sluice.server;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.List;

/** A problem as RFC 9457 writes it, with its code and what is wrong by field. */
final class ProblemJson {
    private ProblemJson() {}

    static byte[] of(Problem problem) {
        return AnswerJson.of(json -> {
            json.setHighestNonEscapedChar(127);
            json.setCharacterEscapes(new MarkupEscapes());
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField(
                    "title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            if (problem.id() != null) {
                json.writeStringField("instance", "urn:uuid:" + problem.id());
            }
            json.writeStringField("code", problem.code());
            writeFields(json, problem.fields());
            json.writeEndObject();
        });
    }

    private static void writeFields(JsonGenerator json, List<FieldProblem> fields) throws IOException {
        if (fields.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("errors");
        for (FieldProblem field : fields) {
            json.writeStartObject();
            json.writeStringField("field", field.field());
            json.writeStringField("message", field.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
