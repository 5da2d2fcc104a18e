package dev.sluice.online;

import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;

/** Where each column of a schema stands in its rows; README.md beside this module is the specification. */
final class RowLayout {
    static final int FORMAT = 0;
    static final int SCHEMA = 1;
    static final int CHECKSUM = 5;
    static final int NULLS = 9;

    private final ValueType[] types;
    private final int[] places;
    private final int booleans;
    private final int variable;
    private final int variableCount;

    RowLayout(List<Column> columns) {
        types = columns.stream().map(Column::type).toArray(ValueType[]::new);
        places = new int[types.length];
        booleans = NULLS + Bits.bytes(types.length);
        int bits = 0;
        int cells = 0;
        int fixed = booleans + Bits.bytes(count(types));
        for (int i = 0; i < types.length; i++) {
            if (types[i] == Scalar.BOOLEAN) {
                places[i] = bits++;
            } else if (VariableCells.holds(types[i])) {
                places[i] = cells++;
            } else {
                places[i] = fixed;
                fixed += FixedCell.width(types[i]);
            }
        }
        variable = fixed;
        variableCount = cells;
    }

    private static int count(ValueType[] types) {
        int booleans = 0;
        for (ValueType type : types) {
            booleans += type == Scalar.BOOLEAN ? 1 : 0;
        }
        return booleans;
    }

    int columns() {
        return types.length;
    }

    /** The number of columns whose values differ in length. */
    int variableCount() {
        return variableCount;
    }

    /** Where the cells of differing length begin; the length of a row that has none. */
    int variable() {
        return variable;
    }

    boolean isVariable(int column) {
        return VariableCells.holds(types[column]);
    }

    /** The cell of a column of differing length, counted from 0. */
    int cell(int column) {
        return places[column];
    }

    ValueType type(int column) {
        return types[column];
    }

    /** Writes a value that is a bit or of fixed width. */
    void write(int column, Object value, byte[] row) {
        if (types[column] != Scalar.BOOLEAN) {
            FixedCell.write(types[column], value, row, places[column]);
        } else if ((Boolean) value) {
            Bits.set(row, booleans, places[column]);
        }
    }

    /** A number, or a boolean as 0 or 1, that is there. */
    double number(int column, byte[] row) {
        return types[column] == Scalar.BOOLEAN
                ? truth(column, row) ? 1 : 0
                : FixedCell.number(types[column], row, places[column]);
    }

    /** An int or a long that is there. */
    long whole(int column, byte[] row) {
        return FixedCell.whole(types[column], row, places[column]);
    }

    /** A boolean that is there. */
    boolean truth(int column, byte[] row) {
        return Bits.isSet(row, booleans, places[column]);
    }

    /** An array of numbers that is there. */
    float[] floats(int column, byte[] row) {
        int from = VariableCells.from(row, variable, variableCount, places[column]);
        int until = VariableCells.until(row, variable, variableCount, places[column]);
        return ArrayCell.floats(((ValueType.Array) types[column]).element(), row, from, until);
    }

    /** Reads a value that is there. */
    Object read(int column, byte[] row) {
        ValueType type = types[column];
        if (type == Scalar.BOOLEAN) {
            return truth(column, row);
        }
        return VariableCells.holds(type)
                ? VariableCells.read(type, row, variable, variableCount, places[column])
                : FixedCell.read(type, row, places[column]);
    }
}
