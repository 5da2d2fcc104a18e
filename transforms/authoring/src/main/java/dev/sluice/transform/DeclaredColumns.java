package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.layout.SystemColumn;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.spark.SparkTypes;
import dev.sluice.time.Partition;
import dev.sluice.type.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The columns that a view declares, and what a transform returns held against them. */
final class DeclaredColumns {
    private static final String EVENT_TIME = SystemColumn.EVENT_TIME.column();

    private final FeatureView view;
    private final List<Column> columns;

    private DeclaredColumns(FeatureView view, List<Column> columns) {
        this.view = view;
        this.columns = columns;
    }

    static DeclaredColumns of(FeatureView view) {
        List<Column> columns = new ArrayList<>(view.entity().key());
        view.features().forEach(feature -> columns.add(feature.column()));
        return new DeclaredColumns(view, columns);
    }

    /** Throws when a declared column is missing, one is not declared, or two are equal. */
    void requireNames(String where, List<String> returned) {
        Set<String> seen = new HashSet<>();
        for (String name : returned) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw wrong(where + ": the column '" + name + "' is returned twice. Give each its own name.");
            }
            if (!isDeclared(name)) {
                throw wrong(where + ": the column '" + name + "' is not declared in " + view.id() + "."
                        + NearestName.hint(name, declaredNames()) + " Add it to the features, or leave it out.");
            }
        }
        for (Column column : columns) {
            if (!seen.contains(column.name().toLowerCase(Locale.ROOT))) {
                throw wrong(where + ": the column '" + column.name() + "' of " + view.id() + " is not returned."
                        + NearestName.of(column.name(), returned)
                                .map(near -> " Did you mean '" + near + "' by it?")
                                .orElse(" Select it, with AS " + column.name() + "."));
            }
        }
    }

    /** The rows in the declared order and types, with an event time; a type that would lose something is an error. */
    Dataset<Row> conform(Dataset<Row> rows, Partition partition) {
        List<String> returned = List.of(rows.columns());
        requireNames(where(), returned);
        List<org.apache.spark.sql.Column> selected = new ArrayList<>();
        columns.forEach(column -> selected.add(conformed(rows, column)));
        selected.add(eventTime(rows, partition));
        return rows.select(selected.toArray(org.apache.spark.sql.Column[]::new));
    }

    private org.apache.spark.sql.Column conformed(Dataset<Row> rows, Column column) {
        String name = actual(rows, column.name()).orElseThrow();
        DataType found = rows.schema().apply(name).dataType();
        DataType declared = SparkTypes.of(column.type());
        if (!found.sameType(declared) && !SparkTypes.widens(found, column.type())) {
            throw wrong(where() + ": the column '" + column.name() + "' is " + SparkTypes.described(found)
                    + " in the transform and " + column.type() + " in " + view.id() + ". Cast it, or declare "
                    + SparkTypes.described(found) + ".");
        }
        return col("`" + name + "`").cast(declared).as(column.name());
    }

    private static boolean isOneOf(DataType found, DataType... types) {
        return List.of(types).contains(found);
    }

    private org.apache.spark.sql.Column eventTime(Dataset<Row> rows, Partition partition) {
        Optional<String> name = actual(rows, EVENT_TIME);
        if (name.isEmpty()) {
            return lit(partition.end()).as(EVENT_TIME);
        }
        DataType type = rows.schema().apply(name.get()).dataType();
        if (!isOneOf(type, DataTypes.TimestampType, DataTypes.TimestampNTZType, DataTypes.DateType)) {
            throw wrong(
                    where() + ": event_time is " + SparkTypes.described(type) + ". It must be a timestamp or a date.");
        }
        return col("`" + name.get() + "`").cast("timestamp").as(EVENT_TIME);
    }

    private boolean isDeclared(String name) {
        return name.equalsIgnoreCase(EVENT_TIME)
                || columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private List<String> declaredNames() {
        return columns.stream().map(Column::name).toList();
    }

    private static Optional<String> actual(Dataset<Row> rows, String name) {
        return List.of(rows.columns()).stream()
                .filter(column -> column.equalsIgnoreCase(name))
                .findFirst();
    }

    private String where() {
        Transform transform = view.computation().transform();
        return transform instanceof Transform.Sql sql
                ? sql.file()
                : transform instanceof Transform.JavaClass java
                        ? java.className()
                        : view.id().toString();
    }

    private static SluiceException wrong(String message) {
        return new SluiceException(TransformError.WRONG_COLUMNS, message);
    }
}
