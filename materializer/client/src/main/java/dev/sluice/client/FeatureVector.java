package dev.sluice.client;

import dev.sluice.problem.NearestName;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The features of one entity, in the order of the service. */
public final class FeatureVector {
    private final List<FeatureValue> values;

    FeatureVector(List<FeatureValue> values) {
        this.values = List.copyOf(values);
    }

    /** All features, in the order of the service. */
    public List<FeatureValue> values() {
        return values;
    }

    /** The feature of this name; an unknown one is an error that names the nearest. */
    public FeatureValue feature(String name) {
        return values.stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ClientError.WRONG_FEATURE.problem("Unknown feature: '" + name
                        + "' is not in the vector."
                        + NearestName.hint(
                                name, values.stream().map(FeatureValue::name).toList())));
    }

    /** The value of a feature in the Java form of its type; null where there is none. */
    public @Nullable Object value(String name) {
        return feature(name).value();
    }

    /** A numeric feature as a double; NaN where there is no value. */
    public double asDouble(String name) {
        return number(feature(name));
    }

    /** All features as floats, in the order of the service: booleans are 0 and 1, absent values NaN. */
    public float[] asFloats() {
        float[] floats = new float[values.size()];
        IntStream.range(0, floats.length).forEach(i -> floats[i] = (float) number(values.get(i)));
        return floats;
    }

    private static double number(FeatureValue feature) {
        Object value = feature.value();
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw ClientError.WRONG_FEATURE.problem("Cannot read feature " + feature.name() + " as a number: it is a "
                + value.getClass().getSimpleName() + ". Read it with value().");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector vector && values.equals(vector.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
