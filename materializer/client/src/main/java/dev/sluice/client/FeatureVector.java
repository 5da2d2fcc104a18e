package dev.sluice.client;

import dev.sluice.online.EncodedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of one entity, in the order of the service, by name or by number from 0. Threads may share it.
 *
 * <p>It holds the rows' bytes, whose checksums were found right, and decodes each value when it is asked for.
 */
public final class FeatureVector {
    private final VectorShape shape;
    private final UseRow[] rows;

    FeatureVector(VectorShape shape, UseRow[] rows) {
        this.shape = shape;
        this.rows = rows;
    }

    /** The number of features. */
    public int size() {
        return shape.size();
    }

    /** The features' names, in the order of the service. */
    public List<String> names() {
        return shape.names();
    }

    /** The number of the feature of this name; an unknown one is an error that names the nearest. */
    public int indexOf(String name) {
        return shape.index(name);
    }

    /** All features, in the order of the service. */
    public List<FeatureValue> values() {
        List<FeatureValue> values = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            values.add(feature(i));
        }
        return Collections.unmodifiableList(values);
    }

    /** The feature of this name, with all that is known of it; an unknown one is an error that names the nearest. */
    public FeatureValue feature(String name) {
        return feature(indexOf(name));
    }

    public FeatureValue feature(int index) {
        return row(index).answer(shape.place(index));
    }

    public FeatureStatus status(String name) {
        return status(indexOf(name));
    }

    public FeatureStatus status(int index) {
        return row(index).status(shape.place(index));
    }

    /** The value of a feature in the Java form of its type; null where there is none. */
    public @Nullable Object value(String name) {
        return value(indexOf(name));
    }

    public @Nullable Object value(int index) {
        return row(index).value(shape.place(index));
    }

    /**
     * The value of a feature that is of this Java form, as {@code value("carrier", String.class)}; null where there is none.
     * Another type is an error.
     */
    public <T> @Nullable T value(String name, Class<T> form) {
        return value(indexOf(name), form);
    }

    public <T> @Nullable T value(int index, Class<T> form) {
        Object value = value(index);
        if (value != null && !form.isInstance(value)) {
            throw shape.wrongType(index, "a " + form.getSimpleName());
        }
        return form.cast(value);
    }

    /** A numeric feature as a double, a boolean as 0 or 1; NaN where there is no value. */
    public double asDouble(String name) {
        return asDouble(indexOf(name));
    }

    public double asDouble(int index) {
        UseRow row = row(index);
        shape.requireNumber(index);
        return row.number(shape.place(index));
    }

    /** An int or long feature; an absent value is an error. */
    public long asLong(String name) {
        return asLong(indexOf(name));
    }

    public long asLong(int index) {
        UseRow row = row(index);
        shape.requireWhole(index);
        int place = shape.place(index);
        EncodedRow valued = row.valued(place);
        return valued == null
                ? required(index, row.value(place), Number.class).longValue()
                : valued.whole(row.column(place));
    }

    /** A boolean feature; an absent value is an error. */
    public boolean asBoolean(String name) {
        return asBoolean(indexOf(name));
    }

    public boolean asBoolean(int index) {
        UseRow row = row(index);
        shape.requireTruth(index);
        int place = shape.place(index);
        EncodedRow valued = row.valued(place);
        return valued == null ? required(index, row.value(place), Boolean.class) : valued.truth(row.column(place));
    }

    /** A feature that is an array of numbers, as an embedding, its null elements as NaN; an absent value is an error. */
    public float[] asFloats(String name) {
        return asFloats(indexOf(name));
    }

    public float[] asFloats(int index) {
        UseRow row = row(index);
        shape.requireNumbers(index);
        int place = shape.place(index);
        EncodedRow valued = row.valued(place);
        return valued == null
                ? floats(required(index, row.value(place), List.class))
                : valued.floats(row.column(place));
    }

    private static float[] floats(List<?> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i) instanceof Number number ? (float) number.doubleValue() : Float.NaN;
        }
        return floats;
    }

    private <T> T required(int index, @Nullable Object value, Class<T> form) {
        if (value == null) {
            throw ClientError.ABSENT_VALUE.problem("Cannot read feature " + names().get(index) + ": it is "
                    + status(index) + ". Look at status() first, or declare a default.");
        }
        return form.cast(value);
    }

    /** All features as floats, in the order of the service: booleans are 0 and 1, absent values NaN. */
    public float[] asFloats() {
        float[] floats = new float[size()];
        asFloats(floats, 0);
        return floats;
    }

    /** The same, written into an array from {@code at} on, as for the rows of a batch. */
    public void asFloats(float[] into, int at) {
        shape.requireNumbers();
        for (int use = 0; use < rows.length; use++) {
            rows[use].floats(into, at + shape.start(use));
        }
    }

    private UseRow row(int index) {
        return rows[shape.use(index)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector vector && values().equals(vector.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
