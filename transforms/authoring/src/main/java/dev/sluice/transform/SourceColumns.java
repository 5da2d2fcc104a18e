package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.spark.SparkTypes;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Holds what a source has against the columns that its definition declares. */
record SourceColumns(Source source) {
    /** Types that say nothing of a file's own: its texts are read as what is declared. */
    private static final Set<SourceFormat> TEXTS = Set.of(SourceFormat.CSV, SourceFormat.JSON);

    private static final Map<ValueType, Set<ValueType>> WIDER = Map.of(
            Scalar.LONG, Set.of(Scalar.INT),
            Scalar.DOUBLE, Set.of(Scalar.FLOAT, Scalar.INT));

    /** The rows with each declared column in its type; a column that is not there or is of another type is an error. */
    Dataset<Row> of(Dataset<Row> rows) {
        Dataset<Row> typed = rows;
        for (Column declared : source.columns()) {
            typed = typed(typed, declared);
        }
        return typed;
    }

    private Dataset<Row> typed(Dataset<Row> rows, Column declared) {
        String name = Arrays.stream(rows.columns())
                .filter(declared.name()::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> wrong("it has no column '" + declared.name() + "', which is declared."
                        + NearestName.hint(declared.name(), Arrays.asList(rows.columns()))));
        DataType found = rows.schema().apply(name).dataType();
        DataType wanted = SparkTypes.of(declared.type());
        if (found.equals(wanted) || isNaiveTime(found, declared)) {
            return rows;
        }
        org.apache.spark.sql.Column column = col(QuotedName.of(name));
        if (isWider(declared.type(), found)) {
            return rows.withColumn(name, column.cast(wanted));
        }
        if (!TEXTS.contains(source.format()) || isNested(found) || isNested(wanted)) {
            throw wrong("its column '" + name + "' is " + found.simpleString() + ", declared is " + declared.type()
                    + ". Has the source changed? Declare what it is now, or give the view a cast");
        }
        return rows.withColumn(name, read(name, column, declared, wanted));
    }

    /** A time without a zone, which is UTC. */
    private static boolean isNaiveTime(DataType found, Column declared) {
        return found.equals(DataTypes.TimestampNTZType) && declared.type() == Scalar.TIMESTAMP;
    }

    private static boolean isWider(ValueType wanted, DataType found) {
        return SparkTypes.toValueType(found)
                .filter(type -> WIDER.getOrDefault(wanted, Set.of()).contains(type))
                .isPresent();
    }

    private static boolean isNested(DataType type) {
        return type.typeName().equals("array")
                || type.typeName().equals("struct")
                || type.typeName().equals("map");
    }

    private org.apache.spark.sql.Column read(
            String name, org.apache.spark.sql.Column column, Column declared, DataType wanted) {
        org.apache.spark.sql.Column parsed =
                expr("try_cast(" + QuotedName.of(name) + " AS " + wanted.catalogString() + ")");
        org.apache.spark.sql.Column message = concat(
                lit("Cannot read source " + source.name() + ": its column '" + name + "' is declared as "
                        + declared.type() + " and holds '"),
                column.cast("string"),
                lit("'"));
        return when(
                        column.isNotNull().and(parsed.isNull()),
                        raise_error(message).cast(wanted))
                .otherwise(parsed);
    }

    private SluiceException wrong(String why) {
        return new SluiceException(
                TransformError.INVALID_SOURCE,
                "Cannot read source " + source.name() + ": " + why
                        + ".".repeat(why.endsWith(".") || why.endsWith("?") ? 0 : 1));
    }
}
