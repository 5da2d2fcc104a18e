package dev.sluice.training;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;

/** Writes joined rows in a format, computing them once, whatever is then asked of them. */
final class RowFiles {
    private final SparkSession spark;
    private final TableFormat format;

    RowFiles(SparkSession spark, TableFormat format) {
        this.spark = spark;
        this.format = format;
    }

    /** Throws unless rows of these columns can be written. */
    void requireWritable(StructType schema) {
        if (format == TableFormat.TFRECORD) {
            TfRecordColumns.requireWritable(schema);
        }
    }

    /**
     * Writes the rows and returns them with their types, read back: from the files themselves, or from Parquet beside them
     * where the format does not keep types.
     */
    Dataset<Row> write(Dataset<Row> rows, OutputFolder output) {
        if (format.keepsTypes()) {
            return written(rows, format, output.data());
        }
        Dataset<Row> typed = written(rows, TableFormat.PARQUET, output.staged());
        if (format == TableFormat.CSV) {
            CsvRows.write(typed, output.data());
        } else {
            TfRecords.write(typed, output.data());
        }
        return typed;
    }

    /** Adds rows to those that are there, and returns the added ones. The format keeps types. */
    Dataset<Row> append(Dataset<Row> rows, OutputFolder output) {
        Dataset<Row> typed = written(rows, TableFormat.PARQUET, output.staged());
        forget(output.data());
        typed.write()
                .format(format.toString())
                .mode(SaveMode.Append)
                .save(output.data().toString());
        return typed;
    }

    Dataset<Row> read(Path folder) {
        return spark.read().format(format.toString()).load(folder.toString());
    }

    /** Another table may stand where this session has seen one. */
    void forget(Path folder) {
        if (format == TableFormat.DELTA) {
            DeltaLog.invalidateCache(spark, new org.apache.hadoop.fs.Path(folder.toUri()));
        }
    }

    private Dataset<Row> written(Dataset<Row> rows, TableFormat kept, Path folder) {
        rows.write().format(kept.toString()).save(folder.toString());
        return spark.read().format(kept.toString()).load(folder.toString());
    }
}
