package dev.sluice.online;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.type.Column;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The columns of an encoded row, in order, named by a short hash that each row carries. */
public final class RowSchema {
    private final List<Column> columns;
    private final int id;

    public RowSchema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.id = hash(this.columns);
    }

    /** The schema of a view's rows: its features. */
    public static RowSchema of(FeatureView view) {
        return new RowSchema(view.features().stream().map(Feature::column).toList());
    }

    public List<Column> columns() {
        return columns;
    }

    /** The first four bytes, as a little-endian number, of the SHA-256 of a line {@code name: type} for each column. */
    public int id() {
        return id;
    }

    /** Where this column stands, of the same name and the same type; -1 where there is none. */
    public int indexOf(Column column) {
        return columns.indexOf(column);
    }

    private static int hash(List<Column> columns) {
        StringBuilder text = new StringBuilder();
        columns.forEach(column -> text.append(column).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return (int) LittleEndian.INT.get(digest, 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSchema schema && columns.equals(schema.columns);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(Integer.reverseBytes(id)) + columns;
    }
}
