package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.StageListener;
import dev.sluice.transform.LocalSpark;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class StageReportTest {
    private final Map<Integer, Integer> tasks = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> done = new ConcurrentHashMap<>();
    private final StageListener listener = new StageListener() {
        @Override
        public void started(int stage, int count) {
            tasks.put(stage, count);
        }

        @Override
        public void advanced(int stage) {
            done.merge(stage, 1, Integer::sum);
        }
    };

    @Test
    void everyTaskOfEveryStageIsToldAndNothingAfterwards() throws Exception {
        SparkSession spark = LocalSpark.session();
        try (StageReport report = StageReport.of(spark, listener)) {
            spark.range(0, 100, 1, 5).repartition(3).count();
            spark.sparkContext().listenerBus().waitUntilEmpty(10_000);
        }
        Map<Integer, Integer> told = Map.copyOf(done);
        assertThat(told).isNotEmpty().isEqualTo(tasks).containsValue(5);

        spark.range(10).count();
        spark.sparkContext().listenerBus().waitUntilEmpty(10_000);
        assertThat(done).isEqualTo(told);
    }
}
