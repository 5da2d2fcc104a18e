package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.spark.SparkTypes;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** What a view's features are when no row is visible. */
final class DefaultValues {
    private DefaultValues() {}

    /** A constant struct of the declared defaults, null for features without one; null when there is none at all. */
    static Column of(SparkSession spark, FeatureView view, StructType features) {
        boolean none = view.features().stream().allMatch(feature -> feature.defaultValue() == null);
        Row defaults = none
                ? null
                : RowFactory.create(view.features().stream()
                        .map(feature -> value(spark, view, feature))
                        .toArray());
        return new Column(Literal.create(defaults, features));
    }

    private static @Nullable Object value(SparkSession spark, FeatureView view, Feature feature) {
        String text = feature.defaultValue();
        if (text == null) {
            return null;
        }
        Object value = parsed(spark, text, SparkTypes.of(feature.type()));
        if (value == null) {
            throw PointInTimeError.INVALID_DEFAULT.problem("Invalid default: '" + text + "' of feature "
                    + feature.name() + " of " + view.id() + " is not a value of type " + feature.type() + ".");
        }
        return value;
    }

    /** Texts are read as Spark casts them, arrays as JSON; null when the text is no such value. */
    private static @Nullable Object parsed(SparkSession spark, String text, DataType type) {
        Column value = type instanceof ArrayType
                ? from_json(expr("value"), type, Map.of("mode", "PERMISSIVE"))
                : expr("try_cast(value AS " + type.sql() + ")");
        return spark.createDataset(List.of(text), Encoders.STRING())
                .select(value)
                .first()
                .get(0);
    }
}
