package dev.sluice.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.backfill.PlanContent;
import dev.sluice.backfill.Reason;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan as it is written to a file and kept in the registry: what is approved, and who asked for it.
 *
 * @param requestedAt when it was made, by the machine's clock
 */
record PlanDocument(PlanContent content, String requestedBy, Instant requestedAt) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;
    private static final String REMEDY = "Write one with `sluice backfill ... --plan --out FILE`.";

    String text() {
        return JsonDocument.text(JsonDocument.of("sluice_plan", FORMAT)
                .with("project", content.project())
                .with("hash", content.hash())
                .with("from", content.range().from())
                .with("to", content.range().until())
                .with("requested_by", requestedBy)
                .with("requested_at", requestedAt)
                .with(
                        "partitions",
                        content.stretches().stream().map(PlanDocument::json).toList()));
    }

    private static Map<String, ?> json(PlanContent.Stretch stretch) {
        return JsonDocument.of("view", stretch.view())
                .with("computation", stretch.computationHash())
                .with("granularity", stretch.first().granularity().name())
                .with("first", stretch.first())
                .with("last", stretch.last())
                .with("reason", stretch.reason().name())
                .members();
    }

    /** Reads a file that {@code --out} has written. */
    static PlanDocument read(Path file) {
        return parse(PlanFile.read(file, REMEDY), file.toString());
    }

    /** @param where it stands, for errors */
    static PlanDocument parse(String text, String where) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json.path("sluice_plan").asInt() != FORMAT) {
                throw invalid(where, "it is no plan of this release");
            }
            List<PlanContent.Stretch> stretches = new ArrayList<>();
            json.path("partitions").forEach(stretch -> stretches.add(stretch(stretch)));
            PlanContent content = new PlanContent(
                    json.path("project").asText(),
                    new TimeRange(instant(json, "from"), instant(json, "to")),
                    stretches);
            if (!content.hash().equals(json.path("hash").asText())) {
                throw invalid(where, "its content does not have its hash: it was edited");
            }
            return new PlanDocument(content, json.path("requested_by").asText(), instant(json, "requested_at"));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw invalid(where, "it is no JSON of a plan");
        }
    }

    private static Instant instant(JsonNode json, String name) {
        return Partition.parseInstant(json.path(name).asText());
    }

    private static PlanContent.Stretch stretch(JsonNode json) {
        Granularity granularity = Granularity.valueOf(json.path("granularity").asText());
        return new PlanContent.Stretch(
                ViewId.parse(json.path("view").asText()),
                json.path("computation").asText(),
                Partition.parse(granularity, json.path("first").asText()),
                Partition.parse(granularity, json.path("last").asText()),
                Reason.valueOf(json.path("reason").asText()));
    }

    private static SluiceException invalid(String where, String why) {
        return PlanFile.invalid(where, why, REMEDY);
    }
}
