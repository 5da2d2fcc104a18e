package dev.sluice.lakehouse.hudi;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.sluice.lakehouse.ColumnCheck;
import dev.sluice.lakehouse.LakeFailure;
import dev.sluice.lakehouse.PartitionSize;
import dev.sluice.lakehouse.PromotedPartition;
import dev.sluice.lakehouse.PromotedTable;
import dev.sluice.lakehouse.Promotion;
import dev.sluice.lakehouse.StagedPartition;
import dev.sluice.lakehouse.ViewColumns;
import dev.sluice.time.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Promoted rows in Hudi: a partition is replaced by one upsert of its rows, with a deletion for each key that is no longer there.
 *
 * <p>A version is the instant of a commit, {@code yyyyMMddHHmmssSSS}.
 */
final class HudiPromotedTable implements PromotedTable {
    /** What Hudi's writers take for the mark of a row to delete. */
    private static final String DELETED = "_hoodie_is_deleted";

    private final SparkSession spark;
    private final ViewColumns columns;
    private final RecordKeys keys;
    private final HudiTimeline timeline;

    HudiPromotedTable(SparkSession spark, String path, ViewColumns columns) {
        this.spark = spark;
        this.columns = columns;
        this.keys = new RecordKeys(columns);
        this.timeline = new HudiTimeline(spark, path, columns.view().granularity());
    }

    @Override
    public PromotedTable in(SparkSession other) {
        return new HudiPromotedTable(other, path(), columns);
    }

    @Override
    public String path() {
        return timeline.path();
    }

    @Override
    public void create() {
        timeline.create(HudiOptions.of(columns));
    }

    @Override
    public void replace(Dataset<Row> whole, StagedPartition staged, Promotion promotion) {
        UnfinishedCommits unfinished = unfinished();
        unfinished.rollBackDead();
        HudiCommits seen = timeline.commits();
        OptionalLong newest = seen.attempt(staged.partition());
        if (newest.isPresent() && newest.getAsLong() >= promotion.attempt()) {
            return;
        }
        checkColumns(seen);
        keys.requireTold(whole);
        Dataset<Row> rows = ViewColumns.select(whole, columns.promoted()).withColumn(DELETED, lit(false));
        Dataset<Row> changes =
                mayHold(seen, staged.partition()) ? rows.unionByName(vanished(seen, whole, staged)) : rows;
        try {
            PromotionConflicts.during(
                    new PromotionConflicts.Attempted(timeline, staged.partition(), seen),
                    () -> write(changes, staged, promotion));
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            afterFailure(unfinished, e);
            throw e;
        }
    }

    private void write(Dataset<Row> changes, StagedPartition staged, Promotion promotion) {
        changes.write()
                .format("hudi")
                .options(HudiOptions.of(columns).writing(path(), staged, promotion))
                .mode(SaveMode.Append)
                .save(path());
    }

    /** What it left would keep others from reading. If that fails too, the next writer or reader does it. */
    private static void afterFailure(UnfinishedCommits unfinished, Exception failure) {
        try {
            unfinished.rollBackDead();
        } catch (Exception alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private UnfinishedCommits unfinished() {
        return new UnfinishedCommits(spark, timeline, HudiOptions.of(columns).always(path()));
    }

    /** Also when the commits that made its files have been archived. */
    private boolean mayHold(HudiCommits seen, Partition partition) {
        return seen.newest().isPresent() && timeline.hasFolder(partition);
    }

    /** The rows of the partition whose key is not among the new ones. */
    private Dataset<Row> vanished(HudiCommits seen, Dataset<Row> whole, StagedPartition staged) {
        Dataset<Row> held = rowsNow(seen.newest().getAsLong())
                .where(inPartition(staged.partition()))
                .as("held");
        Dataset<Row> young = whole.as("young");
        Column same = keys.names().stream()
                .map(key -> col("held." + key).eqNullSafe(col("young." + key)))
                .reduce(Column::and)
                .orElseThrow();
        return held.join(young, same, "left_anti").withColumn(DELETED, lit(true));
    }

    private Column inPartition(Partition partition) {
        Column day = col(ViewColumns.EVENT_DATE).equalTo(lit(partition.eventDate()));
        return columns.hourly() ? day.and(col(ViewColumns.EVENT_HOUR).equalTo(lit(partition.eventHour()))) : day;
    }

    private void checkColumns(HudiCommits seen) {
        if (seen.newest().isPresent()) {
            new ColumnCheck(columns)
                    .lacksColumns(
                            now(seen.newest().getAsLong()).schema(), timeline.partitionColumns(), columns.promoted());
        }
    }

    @Override
    public OptionalLong attempt(Partition partition) {
        return timeline.commits().attempt(partition);
    }

    @Override
    public Optional<PromotedPartition> newest(Partition partition) {
        return timeline.commits().newest(partition);
    }

    @Override
    public Optional<PromotedPartition> ofRun(String runId) {
        return timeline.commits().ofRun(runId);
    }

    @Override
    public OptionalLong version() {
        return timeline.commits().newest();
    }

    @Override
    public Dataset<Row> rowsAt(long version) {
        return rows(version, () -> settled(version));
    }

    @Override
    public Dataset<Row> rowsNow(long version) {
        return rows(version, () -> now(version));
    }

    private Dataset<Row> rows(long version, Supplier<Dataset<Row>> raw) {
        return LakeFailure.during("Cannot read version " + version + " of " + path(), () -> {
            HudiCommits commits = timeline.commits();
            if (!commits.has(version)) {
                throw LakeFailure.unknownVersion(path(), version, commits.newest());
            }
            return ViewColumns.select(raw.get(), columns.promoted());
        });
    }

    /** With the columns that Hudi adds. The files are listed now: what is committed later changes nothing. */
    private Dataset<Row> now(long version) {
        if (isNewest(version)) {
            Dataset<Row> rows = reader().load(path());
            if (isNewest(version)) {
                return rows;
            }
        }
        return settled(version);
    }

    /** A commit that began before the version and ends after it is of the version, too: so none may be at work. */
    private Dataset<Row> settled(long version) {
        unfinished().awaitNoneBefore(version);
        return reader().option("as.of.instant", Long.toString(version)).load(path());
    }

    private boolean isNewest(long version) {
        OptionalLong newest = timeline.commits().newest();
        return newest.isPresent() && newest.getAsLong() == version;
    }

    private DataFrameReader reader() {
        return spark.read()
                .format("hudi")
                .option("hoodie.metadata.enable", "false")
                .option("hoodie.datasource.read.file.index.listing.mode", "eager");
    }

    @Override
    public List<PartitionSize> sizes() {
        return timeline.sizes();
    }

    @Override
    public Set<Partition> changed(long after, long until) {
        HudiCommits commits = timeline.commits();
        if (after >= 0 && !commits.has(after)) {
            throw LakeFailure.unknownVersion(path(), after, commits.newest());
        }
        return commits.changed(after, until);
    }

    @Override
    public Optional<String> loss(long version) {
        HudiCommits commits = timeline.commits();
        if (commits.newest().isEmpty()) {
            return Optional.of("there is no table any more");
        }
        if (!commits.has(version)) {
            return Optional.of("its timeline no longer has that instant: it was archived, or the table was made anew");
        }
        List<String> files = Arrays.asList(settled(version).inputFiles());
        long gone = files.stream().filter(file -> !timeline.isThere(file)).count();
        return gone == 0
                ? Optional.empty()
                : Optional.of(gone + " of its " + files.size() + " files are gone: they were cleaned");
    }
}
