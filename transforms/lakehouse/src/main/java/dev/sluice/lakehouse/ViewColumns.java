package dev.sluice.lakehouse;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.SystemColumn;
import dev.sluice.spark.SparkTypes;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The columns of one view's rows, in order: staged, promoted (partition columns last), and in latest. */
public record ViewColumns(FeatureView view) {
    public static final String EVENT_TIME = SystemColumn.EVENT_TIME.column();
    public static final String CREATED_TIME = SystemColumn.CREATED_TIME.column();
    public static final String RUN_ID = SystemColumn.RUN_ID.column();
    public static final String EVENT_DATE = SystemColumn.EVENT_DATE.column();
    public static final String EVENT_HOUR = SystemColumn.EVENT_HOUR.column();

    public List<String> keys() {
        return view.entity().keyNames();
    }

    StructType staged() {
        return SparkTypes.schema(stagedColumns());
    }

    StructType latest() {
        return SparkTypes.schema(latestColumns());
    }

    public StructType promoted() {
        List<Column> columns = new ArrayList<>(latestColumns());
        columns.add(new Column(EVENT_DATE, ValueType.Scalar.DATE));
        if (hourly()) {
            columns.add(new Column(EVENT_HOUR, ValueType.Scalar.INT));
        }
        return SparkTypes.schema(columns);
    }

    public List<String> partitionColumns() {
        return hourly() ? List.of(EVENT_DATE, EVENT_HOUR) : List.of(EVENT_DATE);
    }

    public boolean hourly() {
        return view.granularity() == Granularity.HOUR;
    }

    /** All of a row but its key, in the order in which rows of one key are compared: the greatest is the newest. */
    List<String> newestOrder() {
        return Stream.of(List.of(EVENT_TIME, CREATED_TIME), view.featureNames(), List.of(RUN_ID))
                .flatMap(List::stream)
                .toList();
    }

    /** The frame's columns in this schema's order; those that it lacks are null. */
    public static Dataset<Row> select(Dataset<Row> rows, StructType schema) {
        List<String> there = Arrays.asList(rows.columns());
        return rows.select(Arrays.stream(schema.fields())
                .map(field -> there.stream().anyMatch(field.name()::equalsIgnoreCase)
                        ? rows.col(field.name()).as(field.name())
                        : functions.lit(null).cast(field.dataType()).as(field.name()))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** The partition of these values of the partition columns; the hour is null where there is no such column. */
    public static Partition partition(Granularity granularity, String eventDate, @Nullable String eventHour) {
        Instant day = LocalDate.parse(eventDate).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Partition(
                granularity, eventHour == null ? day : day.plus(Integer.parseInt(eventHour), ChronoUnit.HOURS));
    }

    /** Whether a name is one of the key columns. */
    boolean isKey(StructField field) {
        return keys().stream().anyMatch(field.name()::equalsIgnoreCase);
    }

    private List<Column> stagedColumns() {
        List<Column> columns = new ArrayList<>(view.entity().key());
        view.features().stream().map(Feature::column).forEach(columns::add);
        columns.add(new Column(EVENT_TIME, ValueType.Scalar.TIMESTAMP));
        return columns;
    }

    private List<Column> latestColumns() {
        List<Column> columns = stagedColumns();
        columns.add(new Column(CREATED_TIME, ValueType.Scalar.TIMESTAMP));
        columns.add(new Column(RUN_ID, ValueType.Scalar.STRING));
        return columns;
    }
}
