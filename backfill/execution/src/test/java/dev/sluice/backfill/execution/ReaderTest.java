package dev.sluice.backfill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.Rollback;
import dev.sluice.backfill.RunProgress;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others read, and others write, while partitions are replaced. */
class ReaderTest {
    /** The definition of number n writes n + 1 airports a partition, and n in each of its rows. */
    private static final int DEFINITIONS = 2;

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void whoReadsWhilePartitionsAreReplacedSeesWholePartitionsOfOneRun() throws Exception {
        source("daily");
        backfill(view("daily", 0), "2001-03-01", "2001-03-03", 2);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<List<String>> read = reader.submit(() -> readUntil(over));
            for (int number = 1; number < DEFINITIONS; number++) {
                assertThat(backfill(view("daily", number), "2001-03-01", "2001-03-03", 2)
                                .promoted())
                        .isEqualTo(2);
            }
            assertThat(rolledBack(view("daily", 1), "delays-v1-20010302-1").promoted())
                    .isEqualTo(1);
            over.set(true);
            assertThat(read.get())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(seen -> assertThat(seen).doesNotContain("mixed"));
        } finally {
            reader.shutdownNow();
        }
        assertThat(seen(table("daily").rows().collectAsList())).isEqualTo("2001-03-01 whole 1, 2001-03-02 whole 0");
    }

    @Test
    void aBackfillBesideHourlyRunsPromotesAllOfThem() throws Exception {
        source("hourly");
        FeatureView view = view("hourly", 1);
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Future<BackfillResult> range = others.submit(() -> backfill(view, "2001-03-01T00", "2001-03-01T03", 2));
            List<BackfillResult> results = new ArrayList<>();
            for (int hour = 3; hour < 5; hour++) {
                results.add(backfill(view, "2001-03-01T0" + hour, "2001-03-01T0" + (hour + 1), 1));
            }
            results.add(range.get());
            assertThat(results).allSatisfy(result -> {
                assertThat(result.problems()).isEmpty();
                assertThat(result.complete()).isTrue();
            });
        } finally {
            others.shutdownNow();
        }
        assertThat(table("hourly").rows().collectAsList()).hasSize(5 * 2);
        assertThat(table("hourly").latest().collectAsList())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.<Object>getAs("event_time")).hasToString("2001-03-01T05:00:00Z"));
    }

    private List<String> readUntil(AtomicBoolean over) {
        FeatureTable table = FeatureTable.of(spark.newSession(), LakeLayout.of(folder, "lake"), view("daily", 0));
        List<String> all = new ArrayList<>();
        while (!over.get()) {
            all.add(seen(table.rows().collectAsList()));
            List<Row> latest = table.latest().collectAsList();
            all.add(
                    latest.stream().map(row -> row.getAs("airport")).distinct().count() == latest.size()
                            ? "latest"
                            : "latest is mixed: " + latest);
        }
        return all;
    }

    /** Each partition: whole, and of which definition, or mixed. */
    private static String seen(List<Row> rows) {
        Map<String, List<Row>> partitions = new TreeMap<>();
        rows.forEach(row -> partitions
                .computeIfAbsent(row.getAs("event_date").toString(), day -> new ArrayList<>())
                .add(row));
        return String.join(
                ", ",
                partitions.entrySet().stream()
                        .map(day -> day.getKey() + " " + whole(day.getValue()))
                        .toList());
    }

    private static String whole(List<Row> rows) {
        long runs = rows.stream().map(row -> row.getAs("run_id")).distinct().count();
        List<Long> numbers =
                rows.stream().map(row -> row.<Long>getAs("number")).distinct().toList();
        return runs == 1 && numbers.size() == 1 && rows.size() == numbers.get(0) + 1
                ? "whole " + numbers.get(0)
                : "mixed " + rows;
    }

    private BackfillResult backfill(FeatureView view, String from, String until, int parallelism) {
        TimeRange range = new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
        return BackfillRun.of(spark.newSession(), project(view), registry, new ExecutionOptions(parallelism))
                .execute(BackfillPlanner.of(project(view), registry).plan(List.of(view), range), RunProgress.SILENT);
    }

    private BackfillResult rolledBack(FeatureView view, String run) {
        Rollback rollback = Rollback.to(view, List.of(run), "flights", registry);
        return BackfillRun.of(spark.newSession(), project(view), registry, new ExecutionOptions(1))
                .rollBack(rollback.plan("flights", registry), rollback.runs(), RunProgress.SILENT);
    }

    private Project project(FeatureView view) {
        return Flights.project(folder, view);
    }

    private FeatureTable table(String schedule) {
        return FeatureTable.of(spark, LakeLayout.of(folder, "lake"), view(schedule, 0));
    }

    private static FeatureView view(String schedule, int number) {
        return Flights.daily(
                        "delays",
                        Flights.AIRPORT,
                        "SELECT origin AS airport, CAST(%d AS LONG) AS number FROM flights WHERE date >= :start AND delay <= %d"
                                .formatted(number, number))
                .withSchedule(schedule)
                .build(List.of(Feature.of("number", Scalar.LONG)));
    }

    /** In each partition airports 0, 1, 2, with their number as delay. */
    private void source(String schedule) {
        String step = schedule.equals("daily") ? "1 day" : "1 hour";
        spark.sql("SELECT date, 'airport ' || id AS origin, id AS delay FROM range(3)"
                        + " LATERAL VIEW explode(sequence(timestamp'2001-03-01', timestamp'2001-03-01' + 7 * interval "
                        + step + ", interval " + step + ")) t AS date")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("data/flights.parquet").toString());
    }
}
