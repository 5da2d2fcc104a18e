package dev.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison itself, on few rows: what it is worth, not what anything costs. */
class ComparisonTest {
    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    @Test
    void allContendersGiveOneAnswer() {
        Workload workload = workload();
        List<Measurement> measurements = comparison(
                        workload, Part.JOINS.contenders(spark).toArray(Contender[]::new))
                .run(2, 1);

        assertThat(measurements)
                .extracting(Measurement::answer)
                .containsOnly(measurements.get(0).answer());
        assertThat(measurements.get(0).answer()).startsWith("500:");
        assertThat(measurements.get(0).cost().exchanges()).isEqualTo(2);
    }

    @Test
    void aHotKeyThatIsSplitGivesTheSameAnswer() {
        Workload workload = workload();
        spark.conf().set("spark.sql.shuffle.partitions", 64);
        List<Measurement> measurements = comparison(
                        workload, Part.HOT_KEYS.contenders(spark).toArray(Contender[]::new))
                .run(2, 1);
        spark.conf().unset("spark.sql.shuffle.partitions");

        assertThat(measurements)
                .extracting(Measurement::answer)
                .containsOnly(measurements.get(0).answer());
        assertThat(measurements.get(1).cost().exchanges()).isGreaterThan(2);
    }

    @Test
    void allContendersGiveOneAnswerOverWindows() {
        Workload workload = workload();
        new WorkloadWriter(spark, workload).writeEvents();
        List<Measurement> measurements = comparison(
                        workload, Part.WINDOWS.contenders(spark).toArray(Contender[]::new))
                .run(1, 1);

        assertThat(measurements)
                .extracting(Measurement::answer)
                .containsOnly(measurements.get(0).answer());
        assertThat(measurements.get(0).cost().exchanges()).isEqualTo(2);
    }

    @Test
    void anotherAnswerFailsTheRun() {
        Workload workload = workload();
        Contender wrong = new Contender() {
            @Override
            public String name() {
                return "wrong";
            }

            @Override
            public void join(Workload data, int views, Path answer) {
                SparkViews.write(new SparkViews(spark, data).spine(), answer);
            }
        };

        assertThatThrownBy(() -> comparison(workload, new DuckAsof(), wrong).run(1, 1))
                .hasMessageStartingWith("The answers differ: [duckdb asof 500:");
    }

    private Workload workload() {
        Workload workload = new Workload(folder, new Shape(500, 2_000, 200, 0.05));
        new WorkloadWriter(spark, workload).write(2);
        return workload;
    }

    private Comparison comparison(Workload workload, Contender... contenders) {
        return new Comparison(workload, List.of(contenders), new Meter(spark), measured -> {});
    }
}
