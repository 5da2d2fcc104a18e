package dev.sluice.lakehouse.hudi;

import dev.sluice.lakehouse.LakeFailure;
import dev.sluice.lakehouse.LakehouseError;
import dev.sluice.problem.SluiceException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hudi.DataSourceUtils;
import org.apache.hudi.DataSourceWriteOptions;
import org.apache.hudi.client.SparkRDDWriteClient;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Commits of a table that were begun and have not ended. Hudi reads no version that is newer than one of them. A writer that lives
 * says so every few seconds; what a dead one began is rolled back.
 */
final class UnfinishedCommits {
    private static final long PAUSE_MILLIS = 500;
    private static final int MOST_TRIES = 240;

    private final SparkSession spark;
    private final HudiTimeline timeline;
    private final Map<String, String> options;

    UnfinishedCommits(SparkSession spark, HudiTimeline timeline, Map<String, String> options) {
        this.spark = spark;
        this.timeline = timeline;
        this.options = options;
    }

    /** Rolls back what dead writers left. */
    void rollBackDead() {
        HoodieTableMetaClient client = timeline.client();
        if (HudiTimeline.unfinished(client).isEmpty()) {
            return;
        }
        Map<String, String> settings = new HashMap<>(options);
        settings.put(
                DataSourceWriteOptions.TABLE_TYPE().key(),
                client.getTableConfig().getTableType().name());
        SparkRDDWriteClient<?> writer = DataSourceUtils.createHoodieClient(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                "",
                timeline.path(),
                client.getTableConfig().getTableName(),
                settings);
        try {
            writer.rollbackFailedWrites(client);
        } finally {
            writer.close();
        }
    }

    /** Returns when no commit that began before a version's is unfinished; two minutes are the most. */
    void awaitNoneBefore(long version) {
        for (int tries = 1; isAnyBefore(version); tries++) {
            rollBackDead();
            if (!isAnyBefore(version)) {
                return;
            }
            if (tries == MOST_TRIES) {
                throw new SluiceException(
                        LakehouseError.CONFLICT,
                        "Cannot read version " + version + " of " + timeline.path()
                                + ": a writer that began before it has not ended. Run it again when that has ended.");
            }
            pause();
        }
    }

    private boolean isAnyBefore(long version) {
        return HudiTimeline.unfinished(timeline.client()).stream().anyMatch(instant -> instant <= version);
    }

    private static void pause() {
        LakeFailure.during("Cannot wait for another writer", () -> {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        });
    }
}
