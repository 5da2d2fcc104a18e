package dev.sluice.server;

import dev.sluice.client.FeatureValue;
import dev.sluice.problem.NearestName;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers queries from the online store. Threads may share it. */
final class FeatureReads {
    /** The search for the nearest name takes time by the length of the wrong one. */
    static final int LONGEST_NAME = 200;

    private final DescriptionWatch<ServedProject> project;
    private final int maxEntities;

    FeatureReads(DescriptionWatch<ServedProject> project, int maxEntities) {
        this.project = project;
        this.maxEntities = maxEntities;
    }

    FeatureAnswer read(FeatureQuery query) {
        requireEntities(query.entities());
        requireName(query.selection());
        ServedFeatures features = project.current().features(query.selection());
        FieldProblems problems = new FieldProblems();
        List<Map<String, Object>> typed = new ArrayList<>(query.entities().size());
        for (int i = 0; i < query.entities().size(); i++) {
            typed.add(typed(query, i, features.keys(), problems));
        }
        problems.refuse();
        List<List<FeatureValue>> values = features.values(typed, query.options());
        return new FeatureAnswer(query, List.copyOf(query.entities().get(0).keySet()), values);
    }

    private void requireEntities(List<?> entities) {
        if (entities.isEmpty()) {
            throw new RefusedRequest("entities", "there is none. Name at least one.");
        }
        if (entities.size() > maxEntities) {
            throw new RefusedRequest(
                    "entities",
                    "there are " + entities.size() + ", but a request may have " + maxEntities + ". Ask in parts.");
        }
    }

    private static void requireName(Selection selection) {
        if (selection instanceof Selection.OfService service
                && service.service().length() > LONGEST_NAME) {
            throw new RefusedRequest("service", "its name has more than " + LONGEST_NAME + " characters.");
        }
    }

    private static Map<String, Object> typed(
            FeatureQuery query, int entity, Map<String, ValueType> keys, FieldProblems problems) {
        Map<String, Object> given = query.entities().get(entity);
        Map<String, Object> typed = new LinkedHashMap<>();
        keys.forEach((key, type) -> {
            if (!given.containsKey(key)) {
                problems.add(
                        query.path().of(entity, key),
                        "is missing. The keys are: " + String.join(", ", keys.keySet()) + ".");
                return;
            }
            try {
                typed.put(key, KeyValue.typed(type, given.get(key)));
            } catch (IllegalArgumentException e) {
                problems.add(query.path().of(entity, key), String.valueOf(e.getMessage()));
            }
        });
        for (String key : given.keySet()) {
            if (!keys.containsKey(key)) {
                problems.add(query.path().of(entity, key), "is no key here." + hint(key, keys));
            }
        }
        return typed;
    }

    private static String hint(String key, Map<String, ValueType> keys) {
        return key.length() > LONGEST_NAME ? "" : NearestName.hint(key, keys.keySet());
    }
}
