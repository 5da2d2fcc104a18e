package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.time.Partition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Promoted rows in Delta: a partition is replaced by one {@code replaceWhere}, numbered by its attempt. */
final class DeltaPromotedTable implements PromotedTable {
    private final SparkSession spark;
    private final DeltaTableFolder table;
    private final PromotionLog log;

    DeltaPromotedTable(SparkSession spark, DeltaTableFolder table) {
        this.spark = spark;
        this.table = table;
        FeatureView view = table.columns().view();
        this.log = new PromotionLog(table.log(), view.id(), view.granularity());
    }

    static DeltaPromotedTable of(SparkSession spark, LakeLayout layout, FeatureView view) {
        return new DeltaPromotedTable(spark, DeltaTableFolder.features(spark, layout, new ViewColumns(view)));
    }

    @Override
    public String path() {
        return table.path();
    }

    @Override
    public PromotedTable in(SparkSession other) {
        return new DeltaPromotedTable(other, table.in(other));
    }

    @Override
    public void create() {
        table.create();
    }

    @Override
    public void replace(Dataset<Row> whole, StagedPartition staged, Promotion promotion) {
        Partition partition = staged.partition();
        whole.write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .option("replaceWhere", predicate(partition))
                .option("mergeSchema", table.lacksColumns())
                .option("txnAppId", log.application(partition))
                .option("txnVersion", promotion.attempt())
                .option("userMetadata", PromotionNote.text(staged, promotion))
                .save(table.path());
    }

    private String predicate(Partition partition) {
        String day = ViewColumns.EVENT_DATE + " = DATE'" + partition.eventDate() + "'";
        return table.columns().hourly() ? day + " AND " + ViewColumns.EVENT_HOUR + " = " + partition.eventHour() : day;
    }

    @Override
    public OptionalLong attempt(Partition partition) {
        return log.attempt(partition);
    }

    @Override
    public Optional<PromotedPartition> newest(Partition partition) {
        return log.newest(partition);
    }

    @Override
    public Optional<PromotedPartition> ofRun(String runId) {
        return log.ofRun(runId);
    }

    @Override
    public OptionalLong version() {
        return table.log().version();
    }

    @Override
    public Dataset<Row> rowsAt(long version) {
        return table.rowsAt(version);
    }

    @Override
    public List<PartitionSize> sizes() {
        return table
                .log()
                .snapshot()
                .allFiles()
                .toDF()
                .groupBy(partitionValue(ViewColumns.EVENT_DATE), partitionValue(ViewColumns.EVENT_HOUR))
                .agg(
                        count(lit(1)),
                        sum(col("size")),
                        sum(get_json_object(col("stats"), "$.numRecords").cast("long")))
                .collectAsList()
                .stream()
                .map(this::size)
                .sorted()
                .toList();
    }

    private static Column partitionValue(String column) {
        return col("partitionValues").getItem(column).as(column);
    }

    private PartitionSize size(Row row) {
        return new PartitionSize(
                log.partition(row.getString(0), row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    @Override
    public Set<Partition> changed(long after, long until) {
        return log.changed(after, until);
    }

    @Override
    public Optional<String> loss(long version) {
        return new VersionLoss(spark, new PinnedTable(path(), version)).clause();
    }
}
