package dev.sluice.lakehouse;

import dev.sluice.time.Partition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The table of a view's promoted rows, whatever it is made of.
 *
 * <p>Its versions are numbers that grow with its commits. What a version holds stays as it is. A commit is there whole or not
 * at all, and each tells of its run: what a writer returned or threw decides nothing. Threads and processes may share it; of
 * two that write the same partition at the same moment one commits, and the other throws, its cause a
 * {@link java.util.ConcurrentModificationException}, or finds afterwards that it has not committed.
 */
public interface PromotedTable {
    /** Its folder, absolute or a URI. */
    String path();

    /** The same table in another session. */
    PromotedTable in(SparkSession other);

    /** Makes the table, empty, unless it is there; also when another process does so at the same moment. */
    void create();

    /**
     * Replaces the partition by these rows in one commit that carries the run, unless a newer attempt has it.
     *
     * @param whole the staged rows with created_time, run_id and the partition's columns
     */
    void replace(Dataset<Row> whole, StagedPartition staged, Promotion promotion);

    /** The highest attempt that was promoted for a partition. */
    OptionalLong attempt(Partition partition);

    /** The newest promotion of a partition. */
    Optional<PromotedPartition> newest(Partition partition);

    /** What became of a run: empty when it was not promoted. */
    Optional<PromotedPartition> ofRun(String runId);

    /** The newest version, looked up now; empty where there is no table. */
    OptionalLong version();

    /** The rows of a version in the view's columns; a version that is not there is an error that names the newest. */
    Dataset<Row> rowsAt(long version);

    /**
     * The rows of the newest version, for who comes again: those of a commit that began before it and has not ended may be missing.
     * {@link #rowsAt} waits for that one.
     */
    default Dataset<Row> rowsNow(long version) {
        return rowsAt(version);
    }

    /** What each partition holds, oldest first, without reading a row. */
    List<PartitionSize> sizes();

    /**
     * The partitions whose rows were changed by the commits in {@code (after, until]}, whoever made them, and by those that
     * {@link #rowsNow} may have missed at {@code after}; an error when the table no longer knows {@code after}.
     */
    Set<Partition> changed(long after, long until);

    /** Why a version cannot be read any more, as a clause; empty when it can. Looks for every data file of it. */
    Optional<String> loss(long version);
}
