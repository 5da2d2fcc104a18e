package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.TableKind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A promotion that begins before another one and ends after it. */
@ExtendWith(ProvokedFailures.class)
@Timeout(180)
class OverlappingHudiPromotionsTest {
    private static final String SLOW = "2001-03-05";
    private static final String FAST = "2001-03-06";

    private static volatile CountDownLatch begun = new CountDownLatch(1);
    private static volatile CountDownLatch mayEnd = new CountDownLatch(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        mayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void aVersionThatWasReadStaysAsItIsAndLatestGetsWhatEndedAfterIt() throws Exception {
        Lake lake = Lake.daily(folder, TableKind.HUDI_COW);
        lake.run("2001-03-04", 1, "DEN", 1);
        begun = new CountDownLatch(1);
        mayEnd = new CountDownLatch(1);
        Future<PromotedPartition> slow = threads.submit(() -> promoteSlowly(lake, "ORD", 2));
        begun.await();
        PromotedPartition fast = lake.run(FAST, 1, "ATL", 3);
        lake.table.refreshLatest(List.of());
        assertThat(lake.latest()).containsExactly("ATL=3", "DEN=1");

        Future<List<String>> read = threads.submit(() -> Lake.shown(lake.table.rowsAt(fast.version())));
        Thread.sleep(2_000);
        assertThat(read.isDone()).isFalse();
        mayEnd.countDown();
        assertThat(slow.get().version()).isLessThan(fast.version());
        assertThat(read.get()).containsExactly("ATL=3", "DEN=1", "ORD=2");
        assertThat(Lake.shown(lake.table.rowsAt(fast.version()))).isEqualTo(read.get());

        lake.table.refreshLatest(List.of());
        assertThat(lake.latest()).containsExactly("ATL=3", "DEN=1", "ORD=2");
    }

    private PromotedPartition promoteSlowly(Lake lake, Object... rows) {
        StagedPartition staged = lake.stage(SLOW, "slow", rows);
        UDF1<Long, Long> waiting = delay -> {
            begun.countDown();
            mayEnd.await();
            return delay;
        };
        String file = folder.resolve("slow.parquet").toString();
        lake.rows(SLOW, rows).write().parquet(file);
        Dataset<Row> slow = lake.spark
                .read()
                .parquet(file)
                .withColumn("delay", functions.udf(waiting, DataTypes.LongType).apply(functions.col("delay")));
        return lake.promoter().promote(() -> slow, staged, new Promotion(1, Lake.WRITTEN, "1 of 1 expectations met"));
    }
}
