package dev.sluice.lakehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One commit of a Delta table, as its log file says it (Delta protocol: one JSON action a line).
 *
 * @param note the commit's user metadata as JSON; an empty object where there is none
 * @param rowsWritten the rows of the files that it added
 * @param changedPartitions the partition values, by column, of which it added or removed rows
 */
record Commit(long version, JsonNode note, long rowsWritten, Set<Map<String, String>> changedPartitions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Commit read(long version, BufferedReader lines) throws IOException {
        JsonNode note = JSON.createObjectNode();
        long rows = 0;
        Set<Map<String, String>> changed = new HashSet<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode action = JSON.readTree(line);
            if (action.has("commitInfo")) {
                note = note(action.get("commitInfo").path("userMetadata").asText(""));
            }
            rows += rows(action.path("add"));
            JsonNode file = action.has("add") ? action.get("add") : action.path("remove");
            if (file.path("dataChange").asBoolean(false)) {
                changed.add(values(file.path("partitionValues")));
            }
        }
        return new Commit(version, note, rows, Set.copyOf(changed));
    }

    /** Other writers' metadata need not be JSON. */
    private static JsonNode note(String userMetadata) {
        try {
            JsonNode note = JSON.readTree(userMetadata);
            return note.isObject() ? note : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static long rows(JsonNode add) throws IOException {
        String statistics = add.path("stats").asText("");
        return statistics.isEmpty()
                ? 0
                : JSON.readTree(statistics).path("numRecords").asLong();
    }

    private static Map<String, String> values(JsonNode partitionValues) {
        Map<String, String> values = new HashMap<>();
        partitionValues
                .fields()
                .forEachRemaining(
                        field -> values.put(field.getKey(), field.getValue().asText()));
        return Map.copyOf(values);
    }
}
