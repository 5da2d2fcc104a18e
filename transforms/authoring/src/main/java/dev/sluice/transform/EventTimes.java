package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.input.EventSpan;
import dev.sluice.time.EpochMicros;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** When the events of files happened: from Parquet's footers where they tell, else from one pass over the files' rows. */
final class EventTimes {
    private static final String FILE = "__file";
    private static final int FOOTERS_AT_ONCE = 16;

    private final SparkSession spark;
    private final SourceReader reader;
    private final Source source;

    EventTimes(SparkSession spark, SourceReader reader, Source source) {
        this.spark = spark;
        this.reader = reader;
        this.source = source;
    }

    /** The times of files, each given with its whole path. */
    Map<SourceFile, FileTimes> of(Map<SourceFile, String> files) throws InterruptedException, ExecutionException {
        Map<SourceFile, FileTimes> times = new HashMap<>();
        if (source.format() == SourceFormat.PARQUET) {
            times.putAll(footers(files));
        }
        Map<SourceFile, String> silent = new HashMap<>(files);
        silent.keySet().removeAll(times.keySet());
        if (!silent.isEmpty()) {
            times.putAll(rows(silent));
        }
        return times;
    }

    private Map<SourceFile, FileTimes> footers(Map<SourceFile, String> files)
            throws InterruptedException, ExecutionException {
        Configuration configuration = spark.sessionState().newHadoopConf();
        ExecutorService threads = Executors.newFixedThreadPool(FOOTERS_AT_ONCE);
        try {
            Map<SourceFile, Future<Optional<FileTimes>>> read = new HashMap<>();
            files.forEach((file, path) ->
                    read.put(file, threads.submit(() -> ParquetFooter.times(path, configuration, source.eventTime()))));
            Map<SourceFile, FileTimes> times = new HashMap<>();
            for (Map.Entry<SourceFile, Future<Optional<FileTimes>>> file : read.entrySet()) {
                file.getValue().get().ifPresent(found -> times.put(file.getKey(), found));
            }
            return times;
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<SourceFile, FileTimes> rows(Map<SourceFile, String> files) {
        Dataset<Row> rows = reader.load(source, List.copyOf(files.values()));
        Column file = col("_metadata.file_path").as(FILE);
        Column time = col(QuotedName.of(SourceReader.eventTimeColumn(source, rows)));
        Map<String, FileTimes> byPath = new HashMap<>();
        SourceReader.timed(source, rows.withColumn(FILE, file))
                .select(unix_micros(time).as("time"), col(FILE))
                .groupBy(FILE)
                .agg(count(lit(1)), min("time"), max("time"))
                .collectAsList()
                .forEach(row ->
                        byPath.put(SourceFile.told(row.getString(0), 0, 0).path(), times(row)));
        Map<SourceFile, FileTimes> times = new HashMap<>();
        files.keySet().forEach(one -> times.put(one, byPath.getOrDefault(one.path(), FileTimes.EMPTY)));
        return times;
    }

    private static FileTimes times(Row row) {
        EventSpan events = row.isNullAt(2)
                ? null
                : new EventSpan(EpochMicros.toInstant(row.getLong(2)), EpochMicros.toInstant(row.getLong(3)));
        return new FileTimes(row.getLong(1), events);
    }
}
