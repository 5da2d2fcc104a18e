package dev.sluice.lakehouse;

import dev.sluice.layout.LakeLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructType;

/** A Delta table at a path, with the columns that a view declares for it. */
final class DeltaTableFolder {
    /** Versions are kept as long as training sets may ask for them, transactions as long as attempts are compared. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "delta.checkpointInterval", "50",
            "delta.enableDeletionVectors", "false",
            "delta.logRetentionDuration", "interval 365 days",
            "delta.setTransactionRetentionDuration", "interval 365 days");

    private static final String HUDI = ".hoodie";

    private final SparkSession spark;
    private final TableLog log;
    private final ViewColumns columns;
    private final Declared declared;

    private DeltaTableFolder(SparkSession spark, TableLog log, ViewColumns columns, Declared declared) {
        this.spark = spark;
        this.log = log;
        this.columns = columns;
        this.declared = declared;
    }

    static DeltaTableFolder features(SparkSession spark, LakeLayout layout, ViewColumns columns) {
        TableLog log = new TableLog(spark, layout.features(columns.view().id()));
        return new DeltaTableFolder(
                spark, log, columns, new Declared(columns.promoted(), columns.partitionColumns(), PROPERTIES));
    }

    static DeltaTableFolder latest(SparkSession spark, LakeLayout layout, ViewColumns columns) {
        TableLog log = new TableLog(spark, layout.latest(columns.view().id()));
        Map<String, String> properties = new HashMap<>(PROPERTIES);
        properties.put("delta.enableChangeDataFeed", "true");
        return new DeltaTableFolder(spark, log, columns, new Declared(columns.latest(), List.of(), properties));
    }

    /** The same table in another session. */
    DeltaTableFolder in(SparkSession other) {
        return new DeltaTableFolder(other, log, columns, declared);
    }

    ViewColumns columns() {
        return columns;
    }

    String path() {
        return log.path();
    }

    TableLog log() {
        return log;
    }

    /** Makes the table, empty, unless it is there; also when another process does so at the same moment. */
    void create() {
        if (log.version().isPresent()) {
            return;
        }
        if (log.has(HUDI)) {
            throw LakeFailure.otherTable(path(), "Hudi", "Delta");
        }
        try {
            write(spark.createDataFrame(List.of(), declared.schema), Map.of());
        } catch (Exception e) {
            if (log.version().isEmpty()) {
                throw LakeFailure.explain(e, "Cannot create the table " + path());
            }
        }
    }

    /** Makes the table with these rows; fails where one is. */
    void write(Dataset<Row> rows, Map<String, String> options) {
        ViewColumns.select(rows, declared.schema)
                .write()
                .format("delta")
                .mode(SaveMode.ErrorIfExists)
                .partitionBy(declared.partitionColumns.toArray(String[]::new))
                .options(declared.properties)
                .options(options)
                .save(path());
    }

    /** Whether columns of the view are not in the table yet; a table that the view does not fit is an error. */
    boolean lacksColumns() {
        Snapshot snapshot = log.snapshot();
        return new ColumnCheck(columns)
                .lacksColumns(
                        snapshot.metadata().schema(),
                        List.of(snapshot.metadata().partitionSchema().fieldNames()),
                        declared.schema);
    }

    /** Adds the columns that the table lacks; its rows are null there. */
    void addColumns() {
        if (lacksColumns()) {
            spark.createDataFrame(List.of(), declared.schema)
                    .write()
                    .format("delta")
                    .mode(SaveMode.Append)
                    .option("mergeSchema", true)
                    .save(path());
        }
    }

    /** The rows of a version in the view's columns. */
    Dataset<Row> rowsAt(long version) {
        return ViewColumns.select(new PinnedTable(path(), version).rows(spark), declared.schema);
    }

    /** The rows of the newest version, pinned now; none where there is no table. */
    Dataset<Row> rows() {
        long version = log.version().orElse(-1);
        return version < 0 ? spark.createDataFrame(List.of(), declared.schema) : rowsAt(version);
    }

    /** What a new table gets. */
    private record Declared(StructType schema, List<String> partitionColumns, Map<String, String> properties) {}
}
