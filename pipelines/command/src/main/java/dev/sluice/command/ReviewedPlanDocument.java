package dev.sluice.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.registry.ReviewedPlan;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The plan of a project as {@code plan --out} writes it and {@code apply PLANFILE} takes it. */
record ReviewedPlanDocument(ReviewedPlan plan) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;
    private static final String REMEDY = "Write one with `sluice plan --out FILE`.";

    String text() {
        return JsonDocument.text(JsonDocument.of("sluice_project_plan", FORMAT)
                .with("project", plan.project())
                .with("hash", plan.hash())
                .with("registered", plan.registered())
                .with("declared", plan.declared()));
    }

    static ReviewedPlan read(Path file) {
        String text = PlanFile.read(file, REMEDY);
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json.path("sluice_project_plan").asInt() != FORMAT) {
                throw PlanFile.invalid(file.toString(), "it is no plan of a project of this release", REMEDY);
            }
            ReviewedPlan plan = new ReviewedPlan(
                    json.path("project").asText(), texts(json.path("registered")), texts(json.path("declared")));
            if (!plan.hash().equals(json.path("hash").asText())) {
                throw PlanFile.invalid(file.toString(), "its content does not have its hash: it was edited", REMEDY);
            }
            return plan;
        } catch (JsonProcessingException e) {
            throw PlanFile.invalid(file.toString(), "it is no JSON of a plan", REMEDY);
        }
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.fields()
                .forEachRemaining(
                        field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
