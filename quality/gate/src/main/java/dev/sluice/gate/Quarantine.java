package dev.sluice.gate;

import dev.sluice.expectation.Severity;
import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import dev.sluice.layout.QuarantineColumn;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Partition;
import dev.sluice.transform.SparkFailure;
import java.time.LocalDate;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta table of rows for which runs of a view were refused, in the columns of {@link QuarantineColumn}, partitioned by
 * day and run.
 *
 * <p>Threads and processes may share it. A write is one commit and replaces what was written for the run before; after a
 * failure nothing of it is there.
 */
public final class Quarantine {
    private static final int MOST_TRIES = 5;
    private static final StructType SCHEMA = new StructType()
            .add(QuarantineColumn.RUN_ID.column(), DataTypes.StringType)
            .add(QuarantineColumn.PARTITION.column(), DataTypes.StringType)
            .add(QuarantineColumn.ORDINAL.column(), DataTypes.IntegerType)
            .add(QuarantineColumn.TYPE.column(), DataTypes.StringType)
            .add(QuarantineColumn.COLUMNS.column(), DataTypes.StringType)
            .add(QuarantineColumn.EXPECTATION.column(), DataTypes.StringType)
            .add(QuarantineColumn.SEVERITY.column(), DataTypes.StringType)
            .add(QuarantineColumn.REASON.column(), DataTypes.StringType)
            .add(QuarantineColumn.KEYS.column(), DataTypes.StringType)
            .add(QuarantineColumn.ROW.column(), DataTypes.StringType)
            .add(QuarantineColumn.EVENT_DATE.column(), DataTypes.DateType);

    private final SparkSession spark;
    private final String path;

    private Quarantine(SparkSession spark, String path) {
        this.spark = spark;
        this.path = path;
    }

    /** The quarantine of a view; nothing is read or written yet. */
    public static Quarantine of(SparkSession spark, LakeLayout layout, ViewId view) {
        return new Quarantine(spark, layout.quarantine(view));
    }

    public String path() {
        return path;
    }

    void write(Partition partition, String runId, List<QuarantinedRow> rows) {
        LocalDate day = partition.eventDate();
        Dataset<Row> frame = spark.createDataFrame(
                rows.stream().map(row -> written(row, day)).toList(), SCHEMA);
        for (int tries = 1; ; tries++) {
            try {
                replace(frame.coalesce(1), "event_date = DATE'" + day + "' AND run_id = '" + runId + "'");
                return;
            } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
                if (tries == MOST_TRIES || !isConflict(e)) {
                    throw SparkFailure.explain(e, "Cannot write to the quarantine " + path);
                }
            }
        }
    }

    private void replace(Dataset<Row> rows, String where) {
        rows.write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .option("replaceWhere", where)
                .option("partitionOverwriteMode", "static")
                .partitionBy(QuarantineColumn.EVENT_DATE.column(), QuarantineColumn.RUN_ID.column())
                .save(path);
    }

    /** Two runs of different partitions meet when the table is made. */
    private static boolean isConflict(Exception failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(ConcurrentModificationException.class::isInstance);
    }

    private static Row written(QuarantinedRow row, LocalDate day) {
        BrokenExpectation broken = row.broken();
        return RowFactory.create(
                row.runId(),
                row.partition(),
                broken.ordinal(),
                broken.type(),
                broken.columns(),
                broken.text(),
                broken.severity().name().toLowerCase(Locale.ROOT),
                broken.reason(),
                row.keys(),
                row.row(),
                day);
    }

    /**
     * What is kept of a run: by expectation, then by row; empty when there is nothing.
     *
     * @throws SluiceException when it cannot be read
     */
    public List<QuarantinedRow> rows(String runId) {
        try {
            if (!io.delta.tables.DeltaTable.isDeltaTable(spark, path)) {
                return List.of();
            }
            return spark
                    .read()
                    .format("delta")
                    .load(path)
                    .where(functions.col(QuarantineColumn.RUN_ID.column()).equalTo(runId))
                    .orderBy(
                            QuarantineColumn.ORDINAL.column(),
                            QuarantineColumn.KEYS.column(),
                            QuarantineColumn.ROW.column())
                    .collectAsList()
                    .stream()
                    .map(Quarantine::read)
                    .toList();
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot read the quarantine " + path);
        }
    }

    private static QuarantinedRow read(Row row) {
        String severity = text(row, QuarantineColumn.SEVERITY);
        return new QuarantinedRow(
                text(row, QuarantineColumn.RUN_ID),
                text(row, QuarantineColumn.PARTITION),
                new BrokenExpectation(
                        row.<Integer>getAs(QuarantineColumn.ORDINAL.column()),
                        text(row, QuarantineColumn.TYPE),
                        text(row, QuarantineColumn.COLUMNS),
                        text(row, QuarantineColumn.EXPECTATION),
                        Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                        text(row, QuarantineColumn.REASON)),
                row.getAs(QuarantineColumn.KEYS.column()),
                row.getAs(QuarantineColumn.ROW.column()));
    }

    private static String text(Row row, QuarantineColumn column) {
        return String.valueOf(row.<String>getAs(column.column()));
    }
}
