package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.Choices;
import dev.sluice.time.Partition;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestTest {
    @TempDir
    Path folder;

    @Test
    void latestFollowsPromotionsInAnyOrderAlsoThoseThatTakeRowsAway() {
        Lake lake = Lake.daily(folder);
        PromotedPartition first = lake.run("2001-03-05", 1, "ORD", 5, "ATL", 5);
        PromotedPartition second = lake.run("2001-03-06", 1, "ORD", 6);
        assertThat(lake.table.refreshLatest(List.of(first, second)))
                .isEqualTo(new LatestRefresh(0, second.version(), 2, 0, 0));
        assertThat(lake.latest()).containsExactly("ATL=5", "ORD=6");

        PromotedPartition old = lake.run("2001-03-04", 1, "ORD", 4, "DEN", 4);
        assertThat(lake.table.refreshLatest(List.of(old))).isEqualTo(new LatestRefresh(1, old.version(), 1, 0, 0));
        assertThat(lake.latest()).containsExactly("ATL=5", "DEN=4", "ORD=6");

        lake.run("2001-03-04", 2, "ORD", 44);
        PromotedPartition emptied = lake.run("2001-03-06", 2);
        LatestRefresh unasked = lake.table.refreshLatest(List.of());
        assertThat(unasked).as("found in the log").isEqualTo(new LatestRefresh(2, emptied.version(), 0, 1, 1));
        assertThat(lake.latest()).containsExactly("ATL=5", "ORD=5");
        assertThat(changesOf(lake, 2))
                .as("rows that stay are not rewritten")
                .containsExactly("delete DEN=4", "update_postimage ORD=5", "update_preimage ORD=6");

        assertThat(lake.table.refreshLatest(List.of(first, emptied)))
                .as("a repeat commits nothing")
                .isEqualTo(new LatestRefresh(2, emptied.version(), 0, 0, 0));
    }

    @Test
    void nothingPromotedIsNothingToRefresh() {
        assertThatThrownBy(() -> Lake.daily(folder).table.refreshLatest(List.of()))
                .hasMessage("Cannot refresh the latest rows of delays@1: nothing was promoted yet. Run one of its"
                        + " partitions first.");
    }

    @Test
    void aFeatureTableThatWasReplacedIsNoticed() throws IOException {
        Lake lake = Lake.daily(folder);
        lake.table.refreshLatest(List.of(lake.run("2001-03-05", 1, "ORD", 5)));
        FileUtils.deleteDirectory(new File(lake.layout.features(lake.view.id())));
        DeltaTableFolder.features(lake.spark, lake.layout, new ViewColumns(lake.view))
                .create();
        assertThatThrownBy(() -> Lake.daily(folder).table.refreshLatest(List.of()))
                .hasMessage(
                        "Cannot refresh the latest rows of delays@1: they cover version 1 of the feature table, which"
                                + " is at 0: it was replaced. Delete " + folder
                                + "/latest/delays/v1; the next refresh builds it"
                                + " anew.");
    }

    @Test
    void afterARandomHistoryOfHoursLatestIsTheNewestOfTheWholeTable() {
        Lake lake = Lake.hourly(folder);
        Choices choices = Choices.seeded(20010305);
        for (int refresh = 0; refresh < 2; refresh++) {
            for (int run = 0; run < 3; run++) {
                Partition hour = lake.partition("2001-03-05T%02d".formatted(11 + choices.below(3)));
                StagedPartition staged = lake.table.stage(randomRows(lake, hour, choices), hour, "r" + refresh + run);
                lake.promote(staged, 1 + refresh * 3 + run);
            }
            lake.table.refreshLatest(List.of());
            FrameAssertions.assertSameRows(lake.table.latest(), newestBySql(lake));
        }
    }

    @Test
    void aRefreshThatBeganFromAStateThatIsGoneCommitsNothing() {
        Lake lake = Lake.daily(folder);
        PromotedPartition first = lake.run("2001-03-05", 1, "ORD", 5);
        lake.table.refreshLatest(List.of(first));
        DeltaTableFolder latest = DeltaTableFolder.latest(lake.spark, lake.layout, new ViewColumns(lake.view));
        LatestCommit stale = LatestCommit.after(latest.log().snapshot(), lake.view.id(), first.version());
        LatestRefresh faster = lake.table.refreshLatest(List.of(lake.run("2001-03-06", 1, "ORD", 6)));
        Dataset<Row> deleteAll = lake.table.latest().withColumn(NewestRows.CHANGE, expr("'delete'"));
        Dataset<Row> change = lake.spark.newSession().createDataFrame(deleteAll.collectAsList(), deleteAll.schema());
        new LatestMerge(latest).execute(change, stale);
        assertThat(stale.find(latest.log())).isEmpty();
        assertThat(latest.log().version()).hasValue(faster.version());
        assertThat(lake.latest()).containsExactly("ORD=6");
    }

    @Test
    void twoRefreshesAtOnceBothEndWithTheNewestRows() throws Exception {
        Lake lake = Lake.daily(folder);
        lake.run("2001-03-05", 1, "ORD", 5, "ATL", 5);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<LatestRefresh>> running = new ArrayList<>();
            IntStream.range(0, 2).forEach(i -> running.add(threads.submit(() -> lake.table.refreshLatest(List.of()))));
            assertThat(running.get(0).get().version() + running.get(1).get().version())
                    .isZero();
        } finally {
            threads.shutdown();
        }
        assertThat(lake.latest()).containsExactly("ATL=5", "ORD=5");
    }

    private static Dataset<Row> randomRows(Lake lake, Partition hour, Choices choices) {
        List<Row> rows = new ArrayList<>();
        for (int airport = 0; airport < 12; airport++) {
            if (choices.below(2) == 1) {
                rows.add(Lake.row("A" + airport, choices.below(100), hour.end().minusSeconds(60L * choices.below(60))));
            }
        }
        return lake.frame(rows.toArray(Row[]::new));
    }

    /** The slow way, which is plainly right. */
    private static Dataset<Row> newestBySql(Lake lake) {
        return lake.table
                .rows()
                .withColumn(
                        "place",
                        expr("row_number() OVER (PARTITION BY airport ORDER BY event_time DESC, created_time DESC)"))
                .where("place = 1")
                .drop("place", "event_date", "event_hour");
    }

    private static List<String> changesOf(Lake lake, long version) {
        return lake
                .spark
                .read()
                .format("delta")
                .option("readChangeFeed", true)
                .option("startingVersion", version)
                .option("endingVersion", version)
                .load(lake.layout.latest(lake.view.id()))
                .collectAsList()
                .stream()
                .map(row -> row.getAs("_change_type") + " " + row.getAs("airport") + "=" + row.getAs("delay"))
                .sorted()
                .toList();
    }
}
