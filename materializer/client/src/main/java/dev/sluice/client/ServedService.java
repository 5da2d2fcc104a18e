package dev.sluice.client;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.ValueText;
import dev.sluice.problem.NearestName;
import dev.sluice.time.EpochMicros;
import dev.sluice.type.ValueType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service made ready: which items a request needs and how a vector is made of them. Threads may share it. */
final class ServedService {
    private final String name;
    private final List<ServedUse> uses;
    private final Map<String, ValueType> keys;
    private final VectorShape shape;
    private final Clock clock;

    private ServedService(String name, List<ServedUse> uses, Map<String, ValueType> keys, Clock clock) {
        this.name = name;
        this.uses = uses;
        this.keys = keys;
        this.shape = VectorShape.of(uses);
        this.clock = clock;
    }

    static ServedService of(StoreDescription description, String reference, Clock system) {
        FeatureService service = description.service(reference);
        List<ServedUse> uses = new ArrayList<>();
        for (ViewUse use : service.uses()) {
            uses.add(ServedUse.of(description, use));
        }
        return new ServedService(service.name(), uses, description.keys(service), clock(description, system));
    }

    private static Clock clock(StoreDescription description, Clock system) {
        Long replay = description.replayMicros();
        return replay == null ? system : Clock.fixed(EpochMicros.toInstant(replay), ZoneOffset.UTC);
    }

    /** One item for each use of a view, in the order of the service. */
    List<ItemKey> items(Map<String, ?> request) {
        requireKeys(request);
        List<ItemKey> items = new ArrayList<>(uses.size());
        for (ServedUse use : uses) {
            items.add(use.item(request));
        }
        return items;
    }

    /** The request with its texts read as the keys' types. */
    Map<String, Object> typed(Map<String, String> request) {
        requireKeys(request);
        Map<String, Object> typed = new LinkedHashMap<>();
        keys.forEach((key, type) -> typed.put(key, ValueText.parse(type, String.valueOf(request.get(key)))));
        return typed;
    }

    private void requireKeys(Map<String, ?> request) {
        for (String key : request.keySet()) {
            if (!keys.containsKey(key)) {
                throw ClientError.WRONG_KEYS.problem("Unknown key: '" + key + "' of feature service " + name + "."
                        + NearestName.hint(key, keys.keySet()));
            }
        }
        for (String key : keys.keySet()) {
            if (request.get(key) == null) {
                throw ClientError.WRONG_KEYS.problem("Cannot read feature service " + name + ": the key '" + key
                        + "' has no value. It takes: " + String.join(", ", keys.keySet()) + ".");
            }
        }
    }

    FeatureVector vector(List<ItemKey> items, Map<ItemKey, OnlineItem> found, GetOptions options) {
        long nowMicros = EpochMicros.of(clock.instant());
        UseRow[] rows = new UseRow[items.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = uses.get(i).row(found.get(items.get(i)), nowMicros, options);
        }
        return new FeatureVector(shape, rows);
    }

    /** What is answered when the store is not: the declared defaults. */
    FeatureVector unavailable() {
        UseRow[] rows = uses.stream()
                .map(use -> UseRow.absent(use, FeatureStatus.UNAVAILABLE))
                .toArray(UseRow[]::new);
        return new FeatureVector(shape, rows);
    }
}
