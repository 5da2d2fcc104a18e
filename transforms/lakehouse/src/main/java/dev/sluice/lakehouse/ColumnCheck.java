package dev.sluice.lakehouse;

import dev.sluice.problem.SluiceException;
import dev.sluice.spark.SparkTypes;
import dev.sluice.type.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the columns of rows and tables with what a view declares. */
public final class ColumnCheck {
    private final ViewColumns columns;

    public ColumnCheck(ViewColumns columns) {
        this.columns = columns;
    }

    /** Refuses rows that have not exactly the staged columns, in any order. */
    void checkRows(StructType rows) {
        String where = "Cannot stage " + columns.view().id() + ": ";
        StructType declared = columns.staged();
        for (StructField field : declared.fields()) {
            StructField there = find(rows, field.name())
                    .orElseThrow(() -> wrong(where + "the rows lack the column '" + field.name()
                            + "'. Return it from the transform, or take it out of the view."));
            checkType(where, "the rows hold", there, field);
        }
        Arrays.stream(rows.fields())
                .filter(field -> find(declared, field.name()).isEmpty())
                .findFirst()
                .ifPresent(field -> {
                    throw wrong(where + "the rows have a column '" + field.name()
                            + "' that the view does not declare. Declare it, or do not return it.");
                });
    }

    /** Refuses a table that the view's rows do not fit into; returns whether it lacks columns that can be added. */
    public boolean lacksColumns(StructType table, List<String> partitionColumns, StructType wanted) {
        String where = "Cannot write " + columns.view().id() + ": ";
        String mend = " Give the view a new version, or go back to what it was.";
        if (!partitionColumns.isEmpty() && !partitionColumns.equals(columns.partitionColumns())) {
            throw wrong(where + "its table is partitioned by " + partitionColumns + ", the schedule asks for "
                    + columns.partitionColumns() + "." + mend);
        }
        for (StructField field : wanted.fields()) {
            Optional<StructField> there = find(table, field.name());
            if (there.isEmpty() && columns.isKey(field)) {
                throw wrong(where + "its table has no key column '" + field.name() + "'." + mend);
            }
            there.ifPresent(found -> checkType(where, "its table holds", found, field));
        }
        return Arrays.stream(wanted.fields())
                .anyMatch(field -> find(table, field.name()).isEmpty());
    }

    private static void checkType(String where, String who, StructField there, StructField declared) {
        if (!SparkTypes.toValueType(there.dataType()).equals(SparkTypes.toValueType(declared.dataType()))) {
            throw wrong(where + who + " '" + declared.name() + "' as " + name(there.dataType())
                    + ", the view declares it as " + name(declared.dataType())
                    + ". Cast it in the transform, or change the type in a new version of the view.");
        }
    }

    private static String name(DataType type) {
        return SparkTypes.toValueType(type).map(ValueType::toString).orElseGet(type::simpleString);
    }

    private static Optional<StructField> find(StructType schema, String name) {
        return Arrays.stream(schema.fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static SluiceException wrong(String message) {
        return new SluiceException(LakehouseError.WRONG_COLUMNS, message);
    }
}
