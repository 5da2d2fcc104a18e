package dev.sluice.gate;

import static dev.sluice.gate.Readings.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.expectation.Expectation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.layout.LakeLayout;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quality/benchmark}: CPU seconds of this process, the contenders in turns, the first rounds cold. */
class GateBenchmark {
    private static final int COLD = 2;
    private static final int ROUNDS = 5;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @TempDir
    private Path folder;

    @Test
    void thirtyExpectationsBesideOneScan() throws IOException {
        Dataset<Row> flights = LocalSpark.session()
                .read()
                .parquet(System.getProperty("sluice.benchmark.data"))
                .selectExpr(
                        "origin",
                        "destination",
                        "CAST(delay AS DOUBLE) AS delay",
                        "CAST(distance AS BIGINT) AS distance",
                        "CAST(date AS TIMESTAMP) AS event_time");
        FeatureView view = view();
        assertThat(view.expectations()).hasSize(30);
        Map<String, Runnable> contenders = new LinkedHashMap<>();
        contenders.put("plain scan-and-aggregate", () -> plain(flights));
        contenders.put("30 expectations", () -> expectations(view, flights));
        contenders.put(
                "the whole gate",
                () -> QualityGate.of(view).judge(flights, Partition.parse(Granularity.DAY, "2001-03-05")));
        contenders.put(
                "the gate and its profile",
                () -> QualityGate.of(view)
                        .withRecords(QualityRecords.of(
                                LocalSpark.session().sparkContext().hadoopConfiguration(),
                                new LakeLayout(folder.toString()),
                                view.id()))
                        .judge(flights, Partition.parse(Granularity.DAY, "2001-03-05"), "run"));
        contenders.put("its distributions alone", () -> Distributions.of(view).measured(flights, flights.count()));
        Files.writeString(Path.of("target/benchmark.txt"), report(measured(contenders)));
    }

    /**
     * Of numbers what describes them, of texts the greatest length, as a count does not read them. Not their least and
     * greatest: Spark sorts to find these, which would make thirty expectations look cheap.
     */
    private static void plain(Dataset<Row> flights) {
        flights.selectExpr(
                        "count(*)",
                        "count(origin)",
                        "max(length(origin))",
                        "count(destination)",
                        "max(length(destination))",
                        "count(event_time)",
                        "max(event_time)",
                        "count(delay)",
                        "min(delay)",
                        "max(delay)",
                        "avg(delay)",
                        "stddev_samp(delay)",
                        "count(distance)",
                        "min(distance)",
                        "max(distance)",
                        "avg(distance)",
                        "stddev_samp(distance)")
                .collectAsList();
    }

    private static void expectations(FeatureView view, Dataset<Row> flights) {
        PinnedSession.with(flights, rows -> {
            List<Rule> rules = view.expectations().stream()
                    .map(expectation -> ExpectationType.compile(new Arguments(expectation, view)))
                    .toList();
            Answers answers = new Answers(new DeequRun(rows)
                    .answers(rules.stream()
                            .flatMap(rule -> rule.measures().stream())
                            .toList()));
            return rules.stream()
                    .map(rule -> rule.judge(answers, new PiiColumns(java.util.Set.of())))
                    .toList();
        });
    }

    private static Map<String, List<Double>> measured(Map<String, Runnable> contenders) {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < COLD + ROUNDS; round++) {
            for (Map.Entry<String, Runnable> contender : contenders.entrySet()) {
                System.gc();
                long before = PROCESS.getProcessCpuTime();
                contender.getValue().run();
                double cpu = (PROCESS.getProcessCpuTime() - before) / 1e9;
                if (round >= COLD) {
                    seconds.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                            .add(cpu);
                }
            }
        }
        return seconds;
    }

    private static String report(Map<String, List<Double>> seconds) {
        StringBuilder text =
                new StringBuilder("%-28s %8s %8s %8s%n".formatted("CPU seconds", "least", "median", "ratio"));
        double base = median(seconds.values().iterator().next());
        seconds.forEach((name, values) -> text.append("%-28s %8.2f %8.2f %8.2f%n"
                .formatted(name, Collections.min(values), median(values), median(values) / base)));
        return text.toString();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static FeatureView view() {
        Entity airport = new Entity("airport", List.of(new Column("origin", Scalar.STRING)), Metadata.NONE);
        return Flights.daily("flights", airport, "SELECT 1 FROM flights")
                .withExpectations(suite())
                .build(List.of(
                        Feature.of("destination", Scalar.STRING),
                        Feature.of("delay", Scalar.DOUBLE),
                        Feature.of("distance", Scalar.LONG)));
    }

    private static Expectation[] suite() {
        List<Expectation> suite = new ArrayList<>();
        for (String column : List.of("origin", "destination", "delay", "distance")) {
            suite.add(expect("expect_column_values_to_not_be_null", "column", column));
        }
        for (String column : List.of("delay", "distance")) {
            suite.add(expect(
                    "expect_column_values_to_be_between", "column", column, "min_value", -100, "max_value", 6000));
            suite.add(expect("expect_column_values_to_be_between", "column", column, "min_value", 0, "mostly", 0.2));
            suite.add(expect(
                    "expect_column_values_to_not_be_in_set", "column", column, "value_set", List.of(99999, -99999)));
            suite.add(expect("expect_column_min_to_be_between", "column", column, "min_value", -1000));
            suite.add(expect("expect_column_max_to_be_between", "column", column, "max_value", 10000));
            suite.add(expect("expect_column_mean_to_be_between", "column", column, "max_value", 10000));
            suite.add(expect("expect_column_stdev_to_be_between", "column", column, "max_value", 10000));
            suite.add(expect("expect_column_sum_to_be_between", "column", column, "min_value", 0));
            suite.add(expect(
                    "expect_column_proportion_of_non_null_values_to_be_between", "column", column, "min_value", 0.9));
        }
        for (String column : List.of("origin", "destination")) {
            suite.add(expect("expect_column_value_lengths_to_equal", "column", column, "value", 3));
            suite.add(expect(
                    "expect_column_values_to_not_be_in_set", "column", column, "value_set", List.of("XXX", "ZZZ")));
        }
        suite.add(expect("expect_column_values_to_be_between", "column", "event_time", "min_value", "2001-01-01"));
        suite.add(expect("expect_column_max_to_be_between", "column", "event_time", "max_value", "2002-01-01"));
        suite.add(expect("expect_table_row_count_to_be_between", "min_value", 1));
        suite.add(expect(
                "expect_column_pair_values_a_to_be_greater_than_b",
                "column_A",
                "distance",
                "column_B",
                "delay",
                "mostly",
                0.5));
        return suite.toArray(Expectation[]::new);
    }
}
