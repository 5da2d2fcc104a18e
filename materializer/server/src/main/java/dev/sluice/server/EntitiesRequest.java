package dev.sluice.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.GetOptions;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our own request for the vectors of many entities, each an object of its keys. */
final class EntitiesRequest {
    private static final List<String> MEMBERS = List.of("entities", "max_age", "outdated");

    private EntitiesRequest() {}

    static FeatureQuery parse(Selection selection, byte[] body) {
        JsonNode request = RequestJson.object(body);
        FieldProblems problems = new FieldProblems();
        request.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                problems.add(
                        name,
                        "is not known here."
                                + (name.length() > FeatureReads.LONGEST_NAME ? "" : NearestName.hint(name, MEMBERS)));
            }
        });
        problems.refuse();
        return new FeatureQuery(
                selection,
                entities(request.path("entities")),
                options(RequestJson.text(request, "max_age"), RequestJson.truth(request, "outdated")),
                (entity, key) -> "entities[" + entity + "]." + key);
    }

    /** How values are read; the texts as requests have them. */
    static GetOptions options(@Nullable String maxAge, boolean outdated) {
        GetOptions options = GetOptions.DEFAULTS;
        if (maxAge != null) {
            options = options.withMaxAge(span(maxAge));
        }
        return outdated ? options.withOutdated() : options;
    }

    private static TimeSpan span(String text) {
        try {
            return TimeSpan.parse(text);
        } catch (SluiceException e) {
            throw new RefusedRequest("max_age", e.getMessage());
        }
    }

    private static List<Map<String, Object>> entities(JsonNode array) {
        if (!array.isArray()) {
            throw new RefusedRequest(
                    "entities",
                    "is " + RequestJson.described(array) + ". Write an array of objects, as [{\"origin\": \"ORD\"}].");
        }
        List<Map<String, Object>> entities = new ArrayList<>(array.size());
        for (JsonNode entity : array) {
            if (!entity.isObject()) {
                throw new RefusedRequest(
                        "entities[" + entities.size() + "]",
                        "is " + RequestJson.described(entity) + ". Write an object of the keys.");
            }
            Map<String, Object> keys = new LinkedHashMap<>();
            entity.properties().forEach(key -> keys.put(key.getKey(), RequestJson.key(key.getValue())));
            entities.add(keys);
        }
        return entities;
    }
}
