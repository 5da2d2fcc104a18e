package dev.sluice.backfill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.Blockade;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.RunProgress;
import dev.sluice.expectation.OnFail;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.Quarantine;
import dev.sluice.gate.QuarantinedRow;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnFailTest {
    private static final FeatureView QUARANTINING = view(OnFail.QUARANTINE);
    private static final FeatureView BLOCKING = view(OnFail.BLOCK);

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void theRowsOfARefusedPartitionAreInQuarantine() {
        source("2001-03-02,ATL,4", "2001-03-02,ORD,9999");
        BackfillResult result = backfill(QUARANTINING, "2001-03-02", "2001-03-03");

        assertThat(result.outcomes().get(0).problem())
                .hasMessageContaining("/lake/staging/delays/v1/delays-v1-20010302-1")
                .hasMessageEndingWith(" `sluice quality quarantine delays@1 --at 2001-03-02` shows some of them.");
        assertThat(quarantine().rows("delays-v1-20010302-1"))
                .extracting(QuarantinedRow::keys, QuarantinedRow::row)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "{\"airport\":\"ORD\"}",
                        "{\"airport\":\"ORD\",\"delay\":9999,\"event_time\":\"2001-03-03T00:00:00.000000Z\"}"));
    }

    @Test
    void aRefusedRunEndsAsItWouldWhenItsRowsCannotBeKept() throws IOException {
        source("2001-03-02,ORD,9999");
        Files.createDirectories(folder.resolve("lake/quarantine/delays"));
        Files.writeString(folder.resolve("lake/quarantine/delays/v1"), "in the way");
        PartitionOutcome outcome =
                backfill(QUARANTINING, "2001-03-02", "2001-03-03").outcomes().get(0);
        assertThat(outcome.refused()).isTrue();
        assertThat(outcome.problem())
                .hasMessageStartingWith("Cannot promote delays@1 2001-03-02: 1 of ")
                .hasMessageContaining(" None of them are in quarantine: Cannot write to the quarantine ");
        assertThat(states()).containsExactly(RunState.REFUSED);
    }

    @Test
    void aRefusedPartitionThatBlocksLeavesTheRestOfItsViewUntilItIsMended() {
        source("2001-03-01,ORD,5", "2001-03-02,ORD,9999", "2001-03-03,ORD,7");
        BackfillResult first = backfill(BLOCKING, "2001-03-01", "2001-03-04");
        assertThat(first.promoted()).isEqualTo(1);
        assertThat(first.notBegun()).isEqualTo(1);
        assertThat(first.outcomes().get(1).problem())
                .hasMessageEndingWith(
                        "No later partition of delays@1 is run until this one is promoted (on_fail: block).");

        BackfillResult later = backfill(BLOCKING, "2001-03-03", "2001-03-06");
        assertThat(later.notBegun()).isEqualTo(2);
        assertThat(later.outcomes()).singleElement().satisfies(blocked -> {
            assertThat(blocked.run()).isNull();
            assertThat(blocked.blocked()).isTrue();
            assertThat(blocked.problem())
                    .hasMessageStartingWith("Cannot run delays@1 2001-03-03: the gate refused 2001-03-02"
                            + " (delays-v1-20010302-1), and delays@1 says on_fail: block.")
                    .hasMessageContaining("`sluice run delays@1 --at 2001-03-02`");
        });
        assertThat(plan(BLOCKING, "2001-03-03", "2001-03-05").partitions())
                .extracting(PlannedPartition::detail)
                .containsOnly("waits for 2001-03-02, which the gate refused");
        assertThat(plan(BLOCKING, "2001-03-01", "2001-03-04").partitions())
                .as("the refused one is run before the others")
                .extracting(PlannedPartition::detail)
                .containsOnly("");
        assertThat(new Blockade(BLOCKING, "flights", registry).before(Partition.parse(Granularity.DAY, "2001-03-01")))
                .as("what is earlier is not blocked")
                .isEmpty();

        source("2001-03-01,ORD,5", "2001-03-02,ORD,6", "2001-03-03,ORD,7");
        assertThat(backfill(BLOCKING, "2001-03-01", "2001-03-04").promoted()).isEqualTo(2);
    }

    @Test
    void whatDoesNotBlockAnyMoreLetsTheOthersPass() {
        source("2001-03-02,ORD,9999", "2001-03-03,ORD,7");
        backfill(BLOCKING, "2001-03-02", "2001-03-03");
        assertThat(backfill(BLOCKING, "2001-03-03", "2001-03-04").promoted()).isZero();
        assertThat(backfill(QUARANTINING, "2001-03-03", "2001-03-04").complete())
                .isTrue();
    }

    @Test
    void aPartitionThatIsBlockedWhileItIsComputedIsNotPromoted() {
        source("2001-03-01,ORD,9999", "2001-03-02,ORD,7");
        PlannedPartition late =
                plan(BLOCKING, "2001-03-02", "2001-03-03").partitions().get(0);
        Registry meanwhile = WatchedUpdates.after(registry, run -> {
            if (run.state() == RunState.STAGED && run.partition().equals(late.partition())) {
                backfill(BLOCKING, "2001-03-01", "2001-03-02");
            }
        });
        BackfillPlan plan = plan(BLOCKING, "2001-03-02", "2001-03-03");
        BackfillResult result = BackfillRun.of(spark, project(BLOCKING), meanwhile, new ExecutionOptions(1))
                .execute(plan, RunProgress.SILENT);
        assertThat(result.outcomes().get(0).problem())
                .hasMessageStartingWith("Cannot promote delays@1 2001-03-02: the gate refused 2001-03-01 (");
        assertThat(states()).containsExactly(RunState.REFUSED, RunState.FAILED);
        assertThat(FeatureTable.of(spark, LakeLayout.of(folder, "lake"), BLOCKING)
                        .version())
                .isEmpty();
    }

    private BackfillResult backfill(FeatureView view, String from, String until) {
        return BackfillRun.of(spark, project(view), registry, new ExecutionOptions(3))
                .execute(plan(view, from, until), RunProgress.SILENT);
    }

    private BackfillPlan plan(FeatureView view, String from, String until) {
        TimeRange range = new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
        return BackfillPlanner.of(project(view), registry).plan(List.of(view), range);
    }

    private Project project(FeatureView view) {
        return Flights.project(folder, view);
    }

    private Quarantine quarantine() {
        return Quarantine.of(spark, LakeLayout.of(folder, "lake"), BLOCKING.id());
    }

    private List<RunState> states() {
        return registry.runs("flights", RunQuery.all()).stream()
                .map(RunRecord::state)
                .toList();
    }

    private static FeatureView view(OnFail onFail) {
        String sql = "SELECT origin AS airport, max(delay) AS delay FROM flights WHERE date >= :start GROUP BY origin";
        return Flights.daily("delays", Flights.AIRPORT, sql)
                .withExpectations(Flights.expectation(
                        "expect_column_values_to_be_between", Map.of("column", "delay", "max_value", 1000)))
                .withOnFail(onFail)
                .build(List.of(Feature.of("delay", Scalar.LONG)));
    }

    private void source(String... flights) {
        spark.createDataset(List.of(flights), Encoders.STRING())
                .selectExpr(
                        "CAST(split(value, ',')[0] AS timestamp) AS date",
                        "split(value, ',')[1] AS origin",
                        "CAST(split(value, ',')[2] AS long) AS delay")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
    }
}
