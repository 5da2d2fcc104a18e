package dev.sluice.online;

import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row whose bytes were found whole; its values are decoded one by one as they are asked for, each without the others.
 * Columns are counted from 0. Threads may share it.
 */
public final class EncodedRow {
    private final RowLayout layout;
    private final byte[] bytes;

    EncodedRow(RowLayout layout, byte[] bytes) {
        this.layout = layout;
        this.bytes = bytes;
    }

    public boolean isNull(int column) {
        return Bits.isSet(bytes, RowLayout.NULLS, column);
    }

    /** The value of a column of the schema, in its type's Java form. */
    public @Nullable Object value(int column) {
        if (isNull(column)) {
            return null;
        }
        try {
            return layout.read(column, bytes);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw unreadable(column, e);
        }
    }

    /** A numeric column as a double, a boolean one as 0 or 1; NaN for null. */
    public double number(int column) {
        return isNull(column) ? Double.NaN : layout.number(column, bytes);
    }

    /** An int or long column that is not null. */
    public long whole(int column) {
        return layout.whole(column, bytes);
    }

    /** A boolean column that is not null. */
    public boolean truth(int column) {
        return layout.truth(column, bytes);
    }

    /** A column that is an array of numbers and not null; its null elements are NaN. */
    public float[] floats(int column) {
        try {
            return layout.floats(column, bytes);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw unreadable(column, e);
        }
    }

    /** All values, in the order of the schema's columns. */
    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(layout.columns());
        for (int column = 0; column < layout.columns(); column++) {
            values.add(value(column));
        }
        return Collections.unmodifiableList(values);
    }

    private static SluiceException unreadable(int column, RuntimeException why) {
        return OnlineStoreError.UNREADABLE_ROW.problem(
                "Cannot read a row: its checksum is right, but column " + column + " reaches beyond it ("
                        + why.getMessage() + "). What wrote it does not follow the layout.",
                why);
    }
}
