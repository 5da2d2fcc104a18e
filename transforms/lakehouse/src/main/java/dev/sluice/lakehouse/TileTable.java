package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.spark.SparkTypes;
import dev.sluice.time.Granularity;
import dev.sluice.transform.SourceFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta table of a view's tiles: keys, the start of a tile and the bytes of its summary; and for each unit a marker, a
 * row without keys and summary that says what its tiles were computed from.
 */
final class TileTable {
    static final String LENGTH = "__length";
    static final String START = "__start";
    static final String SUMMARY = "__summary";
    private static final String MEANING = "__meaning";
    static final String FILES = "__files";
    static final String FILES_TYPE = "array<struct<path:string,size:bigint,changed:bigint>>";
    private static final String DATE = ViewColumns.EVENT_DATE;
    private static final String HOUR = ViewColumns.EVENT_HOUR;
    private static final int MANY_COMMITS = 50;

    private final SparkSession spark;
    private final FeatureView view;
    private final TableLog log;

    TileTable(SparkSession spark, LakeLayout layout, FeatureView view) {
        this.spark = spark;
        this.view = view;
        this.log = new TableLog(spark, layout.tiles(view.id()));
    }

    String path() {
        return log.path();
    }

    /** The columns that a unit is partitioned by, and the start of a tile. */
    static StructType unitColumns() {
        return new StructType()
                .add(LENGTH, "string")
                .add(DATE, "date")
                .add(HOUR, "integer")
                .add(START, "timestamp");
    }

    /** The partition of a unit, then the start of one of its tiles. */
    static List<Object> unitValues(TileUnit unit, java.time.Instant start) {
        List<Object> values =
                new ArrayList<>(List.of(unit.lengthName(), unit.partition().eventDate()));
        values.add(hour(unit));
        values.add(start);
        return values;
    }

    /** Units of whole days have the hour -1. */
    private static int hour(TileUnit unit) {
        return unit.partition().granularity() == Granularity.HOUR
                ? unit.partition().eventHour()
                : -1;
    }

    /**
     * What the tiles of units were computed from.
     *
     * @param meaning of the summaries
     */
    record Marker(String meaning, Set<SourceFile> files) {}

    /** The markers of those of the units that have tiles. */
    Map<TileUnit, Marker> markers(Collection<TileUnit> units) {
        if (log.version().isEmpty()) {
            return Map.of();
        }
        Map<List<Object>, TileUnit> byPartition = new HashMap<>();
        units.forEach(unit ->
                byPartition.put(unitValues(unit, unit.partition().start()).subList(0, 3), unit));
        Map<TileUnit, Marker> markers = new HashMap<>();
        rows(units).where(col(SUMMARY).isNull()).select(LENGTH, DATE, HOUR, MEANING, FILES).collectAsList().stream()
                .filter(row -> byPartition.containsKey(partition(row)))
                .forEach(row -> markers.put(byPartition.get(partition(row)), new Marker(row.getString(3), files(row))));
        return markers;
    }

    private static List<Object> partition(Row row) {
        Object date = row.get(1);
        return List.of(
                row.getString(0),
                date instanceof java.sql.Date sql ? sql.toLocalDate() : (LocalDate) date,
                row.getInt(2));
    }

    private static Set<SourceFile> files(Row row) {
        return row.<Row>getList(4).stream()
                .map(file -> SourceFile.told(file.getString(0), file.getLong(1), file.getLong(2)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tiles and markers of these units, perhaps with others of their dates; there must be a table. */
    Dataset<Row> rows(Collection<TileUnit> units) {
        List<LocalDate> dates = units.stream()
                .map(unit -> unit.partition().eventDate())
                .sorted()
                .toList();
        return spark.read()
                .format("delta")
                .load(path())
                .where(col(DATE).geq(lit(dates.get(0))).and(col(DATE).leq(lit(dates.get(dates.size() - 1)))));
    }

    /**
     * Replaces whole units, in one commit.
     *
     * @param tiles keys, the unit's columns, start and summary
     * @param markers the unit's columns, start and files, of every unit
     */
    void write(Dataset<Row> tiles, Dataset<Row> markers, String meaning) {
        StructType schema = schema();
        ViewColumns.select(tiles, schema)
                .unionByName(ViewColumns.select(markers.withColumn(MEANING, lit(meaning)), schema))
                .repartition(col(LENGTH), col(DATE), col(HOUR))
                .write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .option("partitionOverwriteMode", "dynamic")
                .option("delta.checkpointInterval", Integer.toString(MANY_COMMITS))
                .partitionBy(LENGTH, DATE, HOUR)
                .save(path());
    }

    private StructType schema() {
        StructType schema = SparkTypes.schema(view.entity().key());
        return schema.add(START, "timestamp")
                .add(SUMMARY, "binary")
                .add(MEANING, "string")
                .add(FILES, DataType.fromDDL(FILES_TYPE))
                .add(LENGTH, "string")
                .add(DATE, "date")
                .add(HOUR, "integer");
    }

    /** The units' partitions and the starts of their tiles, as a frame. */
    Dataset<Row> frame(Collection<TileUnit> units) {
        List<Row> rows = units.stream()
                .flatMap(unit -> unit.starts().stream()
                        .map(start -> RowFactory.create(unitValues(unit, start).toArray())))
                .toList();
        return spark.createDataFrame(rows, unitColumns());
    }
}
