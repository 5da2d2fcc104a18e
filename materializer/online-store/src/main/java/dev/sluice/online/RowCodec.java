package dev.sluice.online;

import dev.sluice.feature.FeatureView;
import dev.sluice.type.Column;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one schema as compact bytes and reads them back exactly. Equal rows have equal bytes. Threads may
 * share a codec.
 *
 * <p>Bytes that were cut, changed or written with another schema are an error, never wrong values: each row carries the
 * id of its schema and a checksum.
 */
public final class RowCodec {
    private static final byte FORMAT_1 = 1;

    private final RowSchema schema;
    private final RowLayout layout;

    private RowCodec(RowSchema schema) {
        this.schema = schema;
        this.layout = new RowLayout(schema.columns());
    }

    public static RowCodec of(RowSchema schema) {
        return new RowCodec(schema);
    }

    /** The codec of a view's rows. */
    public static RowCodec of(FeatureView view) {
        return of(RowSchema.of(view));
    }

    public RowSchema schema() {
        return schema;
    }

    /** Encodes one value for each column of the schema, in order; what a column cannot hold is an error. */
    public byte[] encode(List<? extends @Nullable Object> values) {
        if (values.size() != layout.columns()) {
            throw OnlineStoreError.INVALID_VALUE.problem("Invalid row: " + values.size() + " values for "
                    + layout.columns() + " columns " + schema.columns() + ".");
        }
        List<@Nullable Object> typed = typed(values);
        byte[][] variable = variable(typed);
        byte[] row = new byte[layout.variable() + VariableCells.length(variable)];
        row[RowLayout.FORMAT] = FORMAT_1;
        LittleEndian.INT.set(row, RowLayout.SCHEMA, schema.id());
        write(typed, row);
        VariableCells.write(variable, row, layout.variable());
        LittleEndian.INT.set(row, RowLayout.CHECKSUM, checksum(row));
        return row;
    }

    private List<@Nullable Object> typed(List<? extends @Nullable Object> values) {
        List<@Nullable Object> typed = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Column column = schema.columns().get(i);
            Object value = values.get(i);
            typed.add(value == null ? null : TypedValue.of(column, value, OnlineStoreError.INVALID_VALUE));
        }
        return typed;
    }

    private byte[][] variable(List<@Nullable Object> values) {
        byte[][] cells = new byte[layout.variableCount()][];
        for (int i = 0; i < layout.columns(); i++) {
            if (layout.isVariable(i)) {
                Object value = values.get(i);
                cells[layout.cell(i)] = value == null ? new byte[0] : VariableCells.bytes(layout.type(i), value);
            }
        }
        return cells;
    }

    private void write(List<@Nullable Object> values, byte[] row) {
        for (int i = 0; i < layout.columns(); i++) {
            Object value = values.get(i);
            if (value == null) {
                Bits.set(row, RowLayout.NULLS, i);
            } else if (!layout.isVariable(i)) {
                layout.write(i, value, row);
            }
        }
    }

    /** Checks the bytes as a whole; the values are decoded as they are asked for. */
    public EncodedRow open(byte[] row) {
        if (row.length < layout.variable()) {
            throw unreadable(row, "it has " + row.length + " bytes and the shortest has " + layout.variable());
        }
        if (row[RowLayout.FORMAT] != FORMAT_1) {
            throw unreadable(row, "its format is " + row[RowLayout.FORMAT] + " and only 1 is known");
        }
        if (schemaId(row) != schema.id()) {
            throw unreadable(row, "it is of schema " + hex(schemaId(row)));
        }
        if ((int) LittleEndian.INT.get(row, RowLayout.CHECKSUM) != checksum(row)) {
            throw unreadable(row, "its checksum is wrong: bytes were changed or cut");
        }
        return new EncodedRow(layout, row);
    }

    /** One value, by its column's place in the schema, counted from 0. */
    public @Nullable Object decode(byte[] row, int column) {
        return open(row).value(column);
    }

    /** All values, in the order of the schema's columns. */
    public List<@Nullable Object> decode(byte[] row) {
        return open(row).values();
    }

    /** The id of the schema that a row was written with. */
    public static int schemaId(byte[] row) {
        if (row.length < RowLayout.NULLS) {
            throw OnlineStoreError.UNREADABLE_ROW.problem("Cannot read a row: it has " + row.length
                    + " bytes and the shortest has " + RowLayout.NULLS + ". Materialize its view again.");
        }
        return (int) LittleEndian.INT.get(row, RowLayout.SCHEMA);
    }

    private static int checksum(byte[] row) {
        CRC32C checksum = new CRC32C();
        checksum.update(row, 0, RowLayout.CHECKSUM);
        checksum.update(row, RowLayout.NULLS, row.length - RowLayout.NULLS);
        return (int) checksum.getValue();
    }

    private static String hex(int schemaId) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes(schemaId));
    }

    private RuntimeException unreadable(byte[] row, String why) {
        return OnlineStoreError.UNREADABLE_ROW.problem("Cannot read a row of schema " + hex(schema.id()) + ": " + why
                + " (" + row.length + " bytes). Materialize its view again.");
    }
}
