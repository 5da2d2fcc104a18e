package dev.sluice.lakehouse;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.TableKind;
import dev.sluice.layout.LakeLayout;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A lake in a temporary folder with one small view: airports and a delay. */
final class Lake {
    static final Instant WRITTEN = Instant.parse("2001-04-01T00:00:00Z");

    final SparkSession spark = LocalSpark.session();
    final LakeLayout layout;
    final FeatureView view;
    final FeatureTable table;

    private Lake(Path folder, FeatureView view) {
        this.layout = new LakeLayout(folder.toString());
        this.view = view;
        this.table = FeatureTable.of(spark, layout, view);
    }

    static Lake daily(Path folder) {
        return daily(folder, TableKind.DELTA);
    }

    static Lake daily(Path folder, TableKind kind) {
        return new Lake(folder, view("daily").withTable(kind));
    }

    static Lake hourly(Path folder) {
        return hourly(folder, TableKind.DELTA);
    }

    static Lake hourly(Path folder, TableKind kind) {
        return new Lake(folder, view("hourly").withTable(kind));
    }

    Promoter promoter() {
        return new Promoter(PromotedTables.open(spark, layout, view), new ViewColumns(view));
    }

    static Lake of(Path folder, FeatureView view) {
        return new Lake(folder, view);
    }

    static FeatureView view(String schedule, Feature... more) {
        Feature[] features = Arrays.copyOf(more, more.length + 1);
        features[more.length] = Feature.of("delay", Scalar.LONG);
        return Flights.daily("delays", Flights.AIRPORT, "SELECT 1")
                .withSchedule(schedule)
                .build(List.of(features));
    }

    Partition partition(String text) {
        return Partition.parse(view.granularity(), text);
    }

    /** Rows of an airport and a delay, all at the end of the partition. */
    Dataset<Row> rows(String partition, Object... airportsAndDelays) {
        Row[] rows = new Row[airportsAndDelays.length / 2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(
                    (String) airportsAndDelays[2 * i],
                    (Integer) airportsAndDelays[2 * i + 1],
                    partition(partition).end());
        }
        return frame(rows);
    }

    static Row row(String airport, long delay, Instant eventTime) {
        return RowFactory.create(airport, delay, eventTime);
    }

    Dataset<Row> frame(Row... rows) {
        return spark.createDataFrame(List.of(rows), new ViewColumns(view).staged());
    }

    StagedPartition stage(String partition, String runId, Object... airportsAndDelays) {
        return table.stage(rows(partition, airportsAndDelays), partition(partition), runId);
    }

    PromotedPartition promote(StagedPartition staged, long attempt) {
        return table.promote(staged, new Promotion(attempt, WRITTEN.plusSeconds(attempt), "1 of 1 expectations met"));
    }

    /** Stages and promotes. */
    PromotedPartition run(String partition, long attempt, Object... airportsAndDelays) {
        return promote(stage(partition, partition + "-" + attempt, airportsAndDelays), attempt);
    }

    /** What the feature table holds, as {@code airport=delay}, in order. */
    List<String> promoted() {
        return shown(table.rows());
    }

    List<String> latest() {
        return shown(table.latest());
    }

    static List<String> shown(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> row.getAs("airport") + "=" + row.getAs("delay"))
                .sorted()
                .toList();
    }
}
