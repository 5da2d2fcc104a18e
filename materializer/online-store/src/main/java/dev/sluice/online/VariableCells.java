package dev.sluice.online;

import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Cells of differing length, strings, bytes and arrays: first where each of them ends, counted from the first's start,
 * then their bytes one after the other.
 */
final class VariableCells {
    /** The bytes of one end. */
    static final int END = 4;

    private VariableCells() {}

    static boolean holds(ValueType type) {
        return type == Scalar.STRING || type == Scalar.BYTES || type instanceof ValueType.Array;
    }

    static byte[] bytes(ValueType type, Object value) {
        if (type instanceof ValueType.Array array) {
            return ArrayCell.bytes(array.element(), (List<?>) value);
        }
        return type == Scalar.STRING ? ((String) value).getBytes(StandardCharsets.UTF_8) : (byte[]) value;
    }

    /** The bytes that these cells take, with their ends. */
    static int length(byte[][] cells) {
        int length = cells.length * END;
        for (byte[] cell : cells) {
            length = Math.addExact(length, cell.length);
        }
        return length;
    }

    static void write(byte[][] cells, byte[] row, int at) {
        int data = at + cells.length * END;
        int end = 0;
        for (int i = 0; i < cells.length; i++) {
            System.arraycopy(cells[i], 0, row, data + end, cells[i].length);
            end += cells[i].length;
            LittleEndian.INT.set(row, at + i * END, end);
        }
    }

    /** Reads cell {@code i} of {@code count} that begin at {@code at}. */
    static Object read(ValueType type, byte[] row, int at, int count, int i) {
        int from = from(row, at, count, i);
        int until = until(row, at, count, i);
        if (type instanceof ValueType.Array array) {
            return ArrayCell.values(array.element(), row, from, until);
        }
        return type == Scalar.STRING
                ? new String(row, from, until - from, StandardCharsets.UTF_8)
                : Arrays.copyOfRange(row, from, until);
    }

    /** Where cell {@code i} of {@code count} that begin at {@code at} begins. */
    static int from(byte[] row, int at, int count, int i) {
        return at + count * END + (i == 0 ? 0 : (int) LittleEndian.INT.get(row, at + (i - 1) * END));
    }

    /** Where it ends; checked, with its beginning, to be inside the row. */
    static int until(byte[] row, int at, int count, int i) {
        int from = from(row, at, count, i);
        int until = at + count * END + (int) LittleEndian.INT.get(row, at + i * END);
        if (from < at + count * END || until < from || until > row.length) {
            throw new IndexOutOfBoundsException("A cell from " + from + " to " + until);
        }
        return until;
    }
}
