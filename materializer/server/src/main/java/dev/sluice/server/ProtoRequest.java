package dev.sluice.server;

import com.google.protobuf.Timestamp;
import dev.sluice.serving.v1.Entity;
import dev.sluice.serving.v1.GetFeaturesRequest;
import dev.sluice.serving.v1.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request of gRPC. */
final class ProtoRequest {
    private ProtoRequest() {}

    static FeatureQuery parse(GetFeaturesRequest request) {
        String maxAge = request.getMaxAge();
        return new FeatureQuery(
                selection(request),
                entities(request.getEntitiesList()),
                EntitiesRequest.options(maxAge.isEmpty() ? null : maxAge, request.getOutdated()),
                (entity, key) -> "entities[" + entity + "].keys[" + key + "]");
    }

    private static Selection selection(GetFeaturesRequest request) {
        boolean named = request.getFeaturesCount() > 0;
        if (request.getService().isEmpty() != named) {
            throw new RefusedRequest("service", "a request names either a service or features.");
        }
        return named
                ? new Selection.OfReferences(request.getFeaturesList(), request.getFullFeatureNames())
                : new Selection.OfService(request.getService(), request.getFullFeatureNames());
    }

    private static List<Map<String, Object>> entities(List<Entity> entities) {
        List<Map<String, Object>> rows = new ArrayList<>(entities.size());
        for (Entity entity : entities) {
            Map<String, Object> keys = new LinkedHashMap<>();
            entity.getKeysMap().forEach((key, value) -> keys.put(key, key(value)));
            rows.add(keys);
        }
        return rows;
    }

    /** The value of a key as {@link FeatureQuery} has it. */
    private static @Nullable Object key(Value value) {
        return switch (value.getKindCase()) {
            case KIND_NOT_SET -> null;
            case INT_VALUE -> BigDecimal.valueOf(value.getIntValue());
            case LONG_VALUE -> BigDecimal.valueOf(value.getLongValue());
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case STRING_VALUE -> value.getStringValue();
            case DATE_VALUE -> value.getDateValue();
            case DECIMAL_VALUE -> value.getDecimalValue();
            case BYTES_VALUE -> value.getBytesValue().toByteArray();
            case TIMESTAMP_VALUE -> instant(value.getTimestampValue());
            case FLOAT_VALUE, DOUBLE_VALUE, ARRAY_VALUE -> value;
        };
    }

    private static Object instant(Timestamp timestamp) {
        try {
            return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
        } catch (DateTimeException e) {
            return timestamp;
        }
    }
}
