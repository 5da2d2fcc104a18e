package dev.sluice.online;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row whose bytes were found whole; its values are decoded one by one as they are asked for. */
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

    /** The value of a column of the schema, counted from 0, in its type's Java form. */
    public @Nullable Object value(int column) {
        if (isNull(column)) {
            return null;
        }
        try {
            return layout.read(column, bytes);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw OnlineStoreError.UNREADABLE_ROW.problem(
                    "Cannot read a row: its checksum is right, but column " + column + " reaches beyond it ("
                            + e.getMessage() + "). What wrote it does not follow the layout.");
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
}
