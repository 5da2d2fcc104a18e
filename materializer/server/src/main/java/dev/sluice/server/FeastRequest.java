package dev.sluice.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.GetOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Feast's request for features, with the entities as columns. Members that Feast knows and we do not change nothing. */
final class FeastRequest {
    private FeastRequest() {}

    static FeatureQuery parse(byte[] body) {
        JsonNode request = RequestJson.object(body);
        return new FeatureQuery(
                selection(request),
                entities(request.path("entities")),
                GetOptions.DEFAULTS,
                (entity, key) -> "entities." + key + "[" + entity + "]");
    }

    private static Selection selection(JsonNode request) {
        boolean fullNames = RequestJson.truth(request, "full_feature_names");
        String service = RequestJson.text(request, "feature_service");
        JsonNode features = request.path("features");
        boolean named = !features.isMissingNode() && !features.isNull();
        if ((service == null) != named) {
            throw new RefusedRequest(
                    named ? "features" : "feature_service",
                    "a request names either features, as [\"view:feature\"], or a feature_service.");
        }
        if (service != null) {
            return new Selection.OfService(service, fullNames);
        }
        List<String> references = RequestJson.texts(features, "features");
        if (references.isEmpty()) {
            throw new RefusedRequest("features", "there is none. Name at least one.");
        }
        return new Selection.OfReferences(references, fullNames);
    }

    private static List<Map<String, Object>> entities(JsonNode columns) {
        if (!columns.isObject()) {
            throw new RefusedRequest(
                    "entities",
                    "is " + RequestJson.described(columns)
                            + ". Write an object with an array of values for each key, as {\"driver_id\": [1001]}.");
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        String first = null;
        for (Map.Entry<String, JsonNode> column : columns.properties()) {
            String name = column.getKey();
            first = first == null ? name : first;
            requireLength(column.getValue(), name, first, rows.size());
            for (int i = 0; i < column.getValue().size(); i++) {
                if (name.equals(first)) {
                    rows.add(new LinkedHashMap<>());
                }
                rows.get(i).put(name, RequestJson.key(column.getValue().get(i)));
            }
        }
        return rows;
    }

    private static void requireLength(JsonNode column, String name, String first, int length) {
        if (!column.isArray()) {
            throw new RefusedRequest(
                    "entities." + name, "is " + RequestJson.described(column) + ". Write an array of values.");
        }
        if (!name.equals(first) && column.size() != length) {
            throw new RefusedRequest(
                    "entities." + name,
                    "has " + column.size() + " values, but entities." + first + " has " + length + ".");
        }
    }
}
