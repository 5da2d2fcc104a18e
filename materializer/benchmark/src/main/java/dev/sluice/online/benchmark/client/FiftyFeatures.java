package dev.sluice.online.benchmark.client;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import dev.sluice.online.ServedView;
import dev.sluice.online.StoreDescription;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A view of fifty numeric features of all such types, a twentieth of them null, and a service that uses it. */
final class FiftyFeatures {
    static final int COUNT = 50;
    static final String SERVICE = "fifty";

    private static final List<ValueType> TYPES = List.of(
            Scalar.DOUBLE,
            Scalar.LONG,
            Scalar.FLOAT,
            Scalar.INT,
            Scalar.DOUBLE,
            Scalar.BOOLEAN,
            Scalar.DOUBLE,
            new ValueType.Decimal(9, 2),
            Scalar.LONG,
            Scalar.FLOAT);
    private static final Entity ENTITY = new Entity("card", List.of(new Column("card", Scalar.LONG)), Metadata.NONE);
    private static final List<Feature> FEATURES = IntStream.range(0, COUNT)
            .mapToObj(i -> Feature.of("feature_" + i, TYPES.get(i % TYPES.size())))
            .toList();
    private static final ServedView VIEW = new ServedView(new ViewId("cards", 1), ENTITY, FEATURES, null);
    static final RowCodec CODEC = RowCodec.of(VIEW.schema());

    private FiftyFeatures() {}

    static StoreDescription description() {
        FeatureService service = new FeatureService(
                SERVICE, 1, List.of(new ViewUse("cards", null, null, List.of(), Map.of())), Metadata.NONE);
        return new StoreDescription(
                "benchmark",
                null,
                List.of(ENTITY),
                List.of(VIEW),
                List.of(service),
                Map.of(),
                Map.of(VIEW.id(), Set.of(VIEW.schema())));
    }

    static ItemKey key(long card) {
        return new ItemKey(EntityKey.of(ENTITY, List.of(card)).text(), VIEW.id());
    }

    static OnlineItem item(long card) {
        return new OnlineItem(key(card), CODEC.encode(values(card)), 1, 1, null);
    }

    static List<@Nullable Object> values(long card) {
        Random random = new Random(card);
        List<@Nullable Object> values = new ArrayList<>();
        for (Feature feature : FEATURES) {
            values.add(random.nextInt(20) == 0 ? null : value(feature.type(), random));
        }
        return values;
    }

    private static Object value(ValueType type, Random random) {
        if (type instanceof ValueType.Decimal decimal) {
            return BigDecimal.valueOf(random.nextInt(1_000_000), decimal.scale());
        }
        return switch ((Scalar) type) {
            case LONG -> random.nextLong() >> 20;
            case INT -> random.nextInt();
            case FLOAT -> random.nextFloat();
            case BOOLEAN -> random.nextBoolean();
            default -> random.nextGaussian();
        };
    }

    static float[] floats(long card) {
        float[] floats = new float[COUNT];
        List<@Nullable Object> values = values(card);
        for (int i = 0; i < COUNT; i++) {
            Object value = values.get(i);
            floats[i] = value instanceof Boolean truth
                    ? truth ? 1 : 0
                    : value instanceof Number number ? (float) number.doubleValue() : Float.NaN;
        }
        return floats;
    }
}
