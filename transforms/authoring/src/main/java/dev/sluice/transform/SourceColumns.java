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
import org.apache.spark.sql.types.NumericType;

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
        if (!TEXTS.contains(source.format()) || !canHold(declared.type(), found)) {
            throw wrong("its column '" + name + "' is " + found.simpleString() + ", declared is " + declared.type()
                    + ". Has the source changed? Declare what it is now, or give the view a cast");
        }
        org.apache.spark.sql.Column parsed =
                expr("try_cast(" + QuotedName.of(name) + " AS " + wanted.catalogString() + ")");
        org.apache.spark.sql.Column isWrong =
                column.isNotNull().and(parsed.isNull().or(isChanged(column, parsed, found, declared)));
        return rows.withColumn(
                name,
                when(isWrong, raise_error(message(name, column, declared)).cast(wanted))
                        .otherwise(parsed));
    }

    /** Whether values that were found in a file of texts may be what is declared; each is looked at. */
    private static boolean canHold(ValueType declared, DataType found) {
        if (found.equals(DataTypes.StringType)) {
            return declared instanceof Scalar || declared instanceof ValueType.Decimal;
        }
        boolean isWhole = found.equals(DataTypes.LongType) || found.equals(DataTypes.IntegerType);
        return found instanceof NumericType && isNumber(declared)
                || (isWhole || found.equals(DataTypes.BooleanType)) && declared == Scalar.STRING;
    }

    private static boolean isNumber(ValueType type) {
        return SparkTypes.of(type) instanceof NumericType;
    }

    /** Whether a number is another one in the declared type: 1.9 as a long. That of a float is its nearest. */
    private static org.apache.spark.sql.Column isChanged(
            org.apache.spark.sql.Column column, org.apache.spark.sql.Column parsed, DataType found, Column declared) {
        return found instanceof NumericType && isNumber(declared.type()) && declared.type() != Scalar.FLOAT
                ? parsed.cast(found).notEqual(column)
                : lit(false);
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

    private org.apache.spark.sql.Column message(String name, org.apache.spark.sql.Column column, Column declared) {
        return concat(
                lit("Cannot read source " + source.name() + ": its column '" + name + "' is declared as "
                        + declared.type() + " and holds '"),
                column.cast("string"),
                lit("'"));
    }

    private SluiceException wrong(String why) {
        return new SluiceException(
                TransformError.INVALID_SOURCE,
                "Cannot read source " + source.name() + ": " + why
                        + ".".repeat(why.endsWith(".") || why.endsWith("?") ? 0 : 1));
    }
}
