package dev.sluice.lakehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.util.Optional;

/** What a commit says of the promotion that made it, as JSON. */
public final class PromotionNote {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PromotionNote() {}

    public static String text(StagedPartition staged, Promotion promotion) {
        ObjectNode note = JSON.createObjectNode();
        note.put("run_id", staged.runId());
        note.put("partition", staged.partition().toString());
        note.put("attempt", promotion.attempt());
        note.put("rows", staged.rows());
        note.put("gate", promotion.gateSummary());
        return note.toString();
    }

    /** The promotion that a note tells of; other writers' notes tell of none. */
    public static Optional<PromotedPartition> read(String text, Granularity granularity, long version) {
        try {
            return read(JSON.readTree(text), granularity, version);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static Optional<PromotedPartition> read(JsonNode note, Granularity granularity, long version) {
        if (!note.has("run_id") || !note.has("partition")) {
            return Optional.empty();
        }
        return Optional.of(new PromotedPartition(
                Partition.parse(granularity, note.get("partition").asText()),
                note.get("run_id").asText(),
                note.path("attempt").asLong(),
                version,
                note.path("rows").asLong()));
    }
}
