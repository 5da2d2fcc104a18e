package dev.sluice.online;

import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array: its count, a byte that says whether there are nulls, their bits if so, then the elements: booleans as bits,
 * numbers side by side, others as their ends and then their bytes.
 */
final class ArrayCell {
    private static final int COUNT = 4;

    private ArrayCell() {}

    static byte[] bytes(ValueType type, List<?> values) {
        int count = values.size();
        boolean hasNulls = values.contains(null);
        int elements = elementsAt(count, hasNulls);
        byte[][] variable = VariableCells.holds(type) ? variable(type, values) : new byte[0][];
        int length = VariableCells.holds(type) ? VariableCells.length(variable) : width(type, count);
        byte[] cell = new byte[elements + length];
        LittleEndian.INT.set(cell, 0, count);
        cell[COUNT] = (byte) (hasNulls ? 1 : 0);
        for (int i = 0; i < count; i++) {
            Object value = values.get(i);
            if (value == null) {
                Bits.set(cell, COUNT + 1, i);
            } else if (!VariableCells.holds(type)) {
                write(type, value, cell, elements, i);
            }
        }
        VariableCells.write(variable, cell, elements);
        return cell;
    }

    private static void write(ValueType type, Object value, byte[] cell, int elements, int i) {
        if (type != Scalar.BOOLEAN) {
            FixedCell.write(type, value, cell, elements + i * FixedCell.width(type));
        } else if ((Boolean) value) {
            Bits.set(cell, elements, i);
        }
    }

    /** The elements, numbers, as floats; nulls as NaN. */
    static float[] floats(ValueType type, byte[] row, int from, int until) {
        int count = count(type, row, from, until);
        boolean hasNulls = row[from + COUNT] != 0;
        int elements = from + elementsAt(count, hasNulls);
        float[] floats = new float[count];
        if (type == Scalar.FLOAT) {
            ByteBuffer.wrap(row, elements, count * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(floats);
        } else {
            int width = FixedCell.width(type);
            for (int i = 0; i < count; i++) {
                floats[i] = (float) FixedCell.number(type, row, elements + i * width);
            }
        }
        for (int i = 0; hasNulls && i < count; i++) {
            floats[i] = Bits.isSet(row, from + COUNT + 1, i) ? Float.NaN : floats[i];
        }
        return floats;
    }

    private static int count(ValueType type, byte[] row, int from, int until) {
        int count = (int) LittleEndian.INT.get(row, from);
        if (count < 0 || from + elementsAt(count, row[from + COUNT] != 0) + width(type, count) > until) {
            throw new IndexOutOfBoundsException("An array of " + count + " elements");
        }
        return count;
    }

    static List<@Nullable Object> values(ValueType type, byte[] row, int from, int until) {
        int count = count(type, row, from, until);
        boolean hasNulls = row[from + COUNT] != 0;
        int elements = from + elementsAt(count, hasNulls);
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean isNull = hasNulls && Bits.isSet(row, from + COUNT + 1, i);
            values.add(isNull ? null : value(type, row, elements, count, i));
        }
        return Collections.unmodifiableList(values);
    }

    private static Object value(ValueType type, byte[] row, int elements, int count, int i) {
        if (type == Scalar.BOOLEAN) {
            return Bits.isSet(row, elements, i);
        }
        return VariableCells.holds(type)
                ? VariableCells.read(type, row, elements, count, i)
                : FixedCell.read(type, row, elements + i * FixedCell.width(type));
    }

    private static int elementsAt(int count, boolean hasNulls) {
        return COUNT + 1 + (hasNulls ? Bits.bytes(count) : 0);
    }

    /** The bytes that the elements take, without those of differing length. */
    private static int width(ValueType type, int count) {
        if (type == Scalar.BOOLEAN) {
            return Bits.bytes(count);
        }
        return Math.multiplyExact(count, VariableCells.holds(type) ? VariableCells.END : FixedCell.width(type));
    }

    private static byte[][] variable(ValueType type, List<?> values) {
        byte[][] cells = new byte[values.size()][];
        for (int i = 0; i < cells.length; i++) {
            Object value = values.get(i);
            cells[i] = value == null ? new byte[0] : VariableCells.bytes(type, value);
        }
        return cells;
    }
}
