package dev.sluice.client;

import dev.sluice.feature.Feature;
import dev.sluice.online.RowCodec;
import dev.sluice.online.RowSchema;
import java.util.List;

/** How the features of a use are found in rows of one schema. */
record Projection(RowCodec codec, int[] columns) {
    static Projection of(RowSchema schema, List<Feature> features) {
        int[] columns = features.stream()
                .mapToInt(feature -> schema.indexOf(feature.column()))
                .toArray();
        return new Projection(RowCodec.of(schema), columns);
    }

    boolean isOf(int schemaId) {
        return codec.schema().id() == schemaId;
    }
}
