package dev.sluice.online.benchmark.server;

import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.EntityKey;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.RowCodec;
import dev.sluice.online.StoreDescription;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A store in memory with one service: a thousand entities, each with features of mixed types. */
final class Vectors {
    static final int ENTITIES = 1_000;
    static final String SERVICE = "measured";
    static final String KEY = "account";
    static final String TABLE = "vectors";

    private Vectors() {}

    static OnlineStore store(int features) {
        return filled(new InMemoryOnlineStore(), features);
    }

    /** The store, with the service and its entities. */
    static OnlineStore filled(OnlineStore store, int features) {
        Entity entity = new Entity(KEY, List.of(new Column(KEY, Scalar.STRING)), Metadata.NONE);
        FeatureView view = view(entity, features);
        store.describe(new StoreDescription(
                "benchmark",
                List.of(entity),
                List.of(view),
                List.of(new FeatureService(
                        SERVICE, 1, List.of(new ViewUse(view.name(), null, null, List.of(), Map.of())), Metadata.NONE)),
                null));
        RowCodec codec = RowCodec.of(view);
        for (int i = 0; i < ENTITIES; i++) {
            ItemKey key = new ItemKey(EntityKey.of(entity, List.of(key(i))).text(), view.id());
            store.write(List.of(new OnlineChange.Put(new OnlineItem(key, codec.encode(row(i, features)), 1, 1, null))));
        }
        return store;
    }

    static String key(int entity) {
        return "account-" + entity;
    }

    private static FeatureView view(Entity entity, int features) {
        List<Feature> declared = IntStream.range(0, features)
                .mapToObj(i -> Feature.of("feature_" + i, type(i)))
                .toList();
        Computation computation = new Computation(
                List.of(new SourceUse("events", TimeSpan.ZERO)),
                new Transform.Sql("views/features.sql", "SELECT 1"),
                Schedule.parse("daily"));
        return new FeatureView(
                new ViewId("features", 1),
                entity,
                computation,
                declared,
                new Lifetime(null, TimeSpan.ZERO, TimeSpan.parse("26h")),
                Placement.ONLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }

    private static Scalar type(int feature) {
        return switch (feature % 5) {
            case 0, 1 -> Scalar.DOUBLE;
            case 2 -> Scalar.LONG;
            case 3 -> Scalar.BOOLEAN;
            default -> Scalar.STRING;
        };
    }

    private static List<Object> row(int entity, int features) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            row.add(
                    switch (type(i)) {
                        case DOUBLE -> entity + i / 7.0;
                        case LONG -> (long) entity * i;
                        case BOOLEAN -> i % 2 == 0;
                        default -> "value-" + entity;
                    });
        }
        return row;
    }
}
