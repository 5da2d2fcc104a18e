package dev.sluice.training;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Rows as TFRecord files, each record a {@code tf.train.Example}. */
final class TfRecords {
    private TfRecords() {}

    static void write(Dataset<Row> rows, Path folder) {
        Configuration configuration =
                new Configuration(rows.sparkSession().sparkContext().hadoopConfiguration());
        TfRecordColumns.of(rows)
                .javaRDD()
                .mapToPair(row -> new Tuple2<>(NullWritable.get(), new BytesWritable(TfRecordExample.of(row))))
                .saveAsNewAPIHadoopFile(
                        folder.toUri().toString(),
                        NullWritable.class,
                        BytesWritable.class,
                        TfRecordFormat.class,
                        configuration);
    }
}
