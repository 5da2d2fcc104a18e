package dev.sluice.lakehouse.hudi;

import static org.apache.spark.sql.functions.col;

import dev.sluice.lakehouse.LakehouseError;
import dev.sluice.lakehouse.ViewColumns;
import dev.sluice.problem.SluiceException;
import dev.sluice.transform.QuotedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What tells a row from all others of its partition; the gate has seen to it that it does. Hudi writes it as one text,
 * {@code name:value,name:value}, in which nothing is escaped: two keys could have the same.
 */
record RecordKeys(ViewColumns columns) {
    private static final Object[] PLACEHOLDERS = {"__null__", "__empty__"};

    List<String> names() {
        List<String> names = new ArrayList<>(columns.keys());
        names.add(ViewColumns.EVENT_TIME);
        return names;
    }

    /** @throws SluiceException if a key is not told for certain from all others that there may be */
    void requireTold(Dataset<Row> rows) {
        Optional<Column> doubtful = doubtful(rows.schema());
        if (doubtful.isEmpty()) {
            return;
        }
        List<Row> found = rows.where(doubtful.get())
                .select(names().stream().map(RecordKeys::named).toArray(Column[]::new))
                .limit(1)
                .collectAsList();
        if (!found.isEmpty()) {
            throw new SluiceException(
                    LakehouseError.AMBIGUOUS_KEY,
                    "Cannot promote " + columns.view().id() + " into a Hudi table: the key " + found.get(0)
                            + " is not told from others there, since Hudi writes keys as text without escapes."
                            + " Change its values in the transform, or keep the view in a Delta table (leave out table:).");
        }
    }

    private Optional<Column> doubtful(StructType schema) {
        List<String> names = names();
        List<Column> each = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (schema.apply(names.get(i)).dataType().equals(DataTypes.StringType)) {
                Column value = named(names.get(i));
                each.add(value.isin(PLACEHOLDERS));
                names.subList(i + 1, names.size()).forEach(next -> each.add(value.contains("," + next + ":")));
            }
        }
        return each.stream().reduce(Column::or);
    }

    private static Column named(String name) {
        return col(QuotedName.of(name));
    }
}
