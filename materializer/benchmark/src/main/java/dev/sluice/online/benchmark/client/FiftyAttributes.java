package dev.sluice.online.benchmark.client;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/** The same fifty features as fifty attributes of an item, which the SDK's Enhanced Client maps. */
final class FiftyAttributes {
    private String card = "";
    private final @Nullable Double[] features = new Double[FiftyFeatures.COUNT];

    /** An item as the client's row of the same entity. */
    static FiftyAttributes of(long number) {
        FiftyAttributes item = new FiftyAttributes();
        item.card = Long.toString(number);
        float[] floats = FiftyFeatures.floats(number);
        IntStream.range(0, floats.length)
                .forEach(i -> item.features[i] = Float.isNaN(floats[i]) ? null : Double.valueOf(floats[i]));
        return item;
    }

    static StaticTableSchema<FiftyAttributes> schema() {
        StaticTableSchema.Builder<FiftyAttributes> schema = StaticTableSchema.builder(FiftyAttributes.class)
                .newItemSupplier(FiftyAttributes::new)
                .addAttribute(
                        String.class,
                        attribute -> attribute
                                .name("card")
                                .getter(item -> item.card)
                                .setter((item, value) -> item.card = value)
                                .tags(StaticAttributeTags.primaryPartitionKey()));
        for (int i = 0; i < FiftyFeatures.COUNT; i++) {
            int feature = i;
            schema.addAttribute(
                    Double.class,
                    attribute -> attribute
                            .name("feature_" + feature)
                            .getter(item -> item.features[feature])
                            .setter((item, value) -> item.features[feature] = value));
        }
        return schema.build();
    }

    String card() {
        return card;
    }

    float[] floats() {
        float[] floats = new float[features.length];
        List<@Nullable Double> values = java.util.Arrays.asList(features);
        for (int i = 0; i < floats.length; i++) {
            Double value = values.get(i);
            floats[i] = value == null ? Float.NaN : value.floatValue();
        }
        return floats;
    }
}
