package dev.sluice.lakehouse;

import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.time.Partition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The tables of one feature view in one lake: staged rows, promoted rows, and the newest row of each key.
 *
 * <p>Readers never see a part of a change: each method that writes makes at most one commit, and after a failure it can be
 * called again with the same arguments. Threads and processes may work on different partitions at the same time.
 */
public final class FeatureTable {
    private final SparkSession spark;
    private final FeatureView view;
    private final Staging staging;
    private final ViewColumns columns;
    private final PromotedTable promoted;
    private final DeltaTableFolder latest;

    private FeatureTable(SparkSession spark, LakeLayout layout, FeatureView view) {
        this.columns = new ViewColumns(view);
        this.spark = spark;
        this.view = view;
        this.staging = new Staging(spark, layout, columns);
        this.promoted = PromotedTables.open(spark, layout, view);
        this.latest = DeltaTableFolder.latest(spark, layout, columns);
    }

    /** The tables of a view; nothing is written until rows are. */
    public static FeatureTable of(SparkSession spark, LakeLayout layout, FeatureView view) {
        return new FeatureTable(spark, layout, view);
    }

    /**
     * Writes a run's rows of a partition where nobody but the gate looks; what the same run left before is replaced.
     *
     * @param rows the view's keys, features and event_time, of the declared types, in any order
     */
    public StagedPartition stage(Dataset<Row> rows, Partition partition, String runId) {
        return staging.stage(rows, partition, runId);
    }

    /** What a run has staged completely. */
    public Optional<StagedPartition> staged(Partition partition, String runId) {
        return staging.find(partition, runId);
    }

    /** The staged rows: keys, features, event_time. */
    public Dataset<Row> read(StagedPartition staged) {
        return staging.read(staged);
    }

    /** Removes what a run has staged, whole or not; that nothing is there is no error. */
    public void discard(String runId) {
        staging.discard(runId);
    }

    /**
     * Replaces the partition by the staged rows, in one commit. Repeated, it changes nothing and returns the same.
     *
     * <p>A newer attempt that was promoted before or meanwhile is an error, and so is another run that promotes the partition
     * at the same moment; its rows then stand.
     */
    public PromotedPartition promote(StagedPartition staged, Promotion promotion) {
        String what = "Cannot promote run " + staged.runId() + " of " + view.id() + " for " + staged.partition();
        return LakeFailure.during(
                what, () -> new Promoter(promoted, columns).promote(() -> read(staged), staged, promotion));
    }

    /** What the table's log tells of a run: whether it was promoted, although nobody may have recorded it. */
    public Optional<PromotedPartition> promoted(String runId) {
        return LakeFailure.during("Cannot look for run " + runId + " of " + view.id(), () -> promoted.ofRun(runId));
    }

    /**
     * Brings latest up to date with the whole feature table, in one commit.
     *
     * <p>Partitions that were changed since the last refresh are found in the log, whether they are given or not; those given
     * are looked at in any case.
     */
    public LatestRefresh refreshLatest(Collection<PromotedPartition> partitions) {
        // MERGE takes its metadata from the session's settings: other threads must not see them.
        SparkSession own = spark.newSession();
        return new LatestTable(promoted.in(own), latest.in(own))
                .refresh(partitions.stream().map(PromotedPartition::partition).toList());
    }

    /** The promoted rows of now: keys, features, event_time, created_time, run_id, event_date [, event_hour]. */
    public Dataset<Row> rows() {
        OptionalLong version = version();
        return version.isPresent() ? rowsAt(version.getAsLong()) : spark.createDataFrame(List.of(), columns.promoted());
    }

    /** The promoted rows of a version, in the columns that the view has now. */
    public Dataset<Row> rowsAt(long version) {
        return LakeFailure.during("Cannot read " + view.id(), () -> promoted.rowsAt(version));
    }

    /** Of the promoted rows of now those of some partitions; no other file is read. */
    public Dataset<Row> rows(Collection<Partition> partitions) {
        return rows().where(inTable(partitions));
    }

    /** Of the promoted rows of a version those of some partitions; no other file is read. */
    public Dataset<Row> rowsAt(long version, Collection<Partition> partitions) {
        return rowsAt(version).where(inTable(partitions));
    }

    private Column inTable(Collection<Partition> partitions) {
        return new PartitionRows(view.granularity(), partitions).inTable();
    }

    /** The newest version of the promoted rows; empty before the first promotion. */
    public OptionalLong version() {
        return LakeFailure.during("Cannot read " + view.id(), promoted::version);
    }

    /** Why a version of the promoted rows cannot be read any more, as a clause; empty when it can. */
    public Optional<String> loss(long version) {
        return promoted.loss(version);
    }

    /** The newest row of each key: keys, features, event_time, created_time, run_id. */
    public Dataset<Row> latest() {
        return LakeFailure.during("Cannot read the latest rows of " + view.id(), latest::rows);
    }

    /** What each promoted partition holds, oldest first, without reading a row. */
    public List<PartitionSize> sizes() {
        return LakeFailure.during("Cannot measure " + view.id(), promoted::sizes);
    }
}
