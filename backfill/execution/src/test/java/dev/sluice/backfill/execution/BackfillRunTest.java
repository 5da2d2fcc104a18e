package dev.sluice.backfill.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Reason;
import dev.sluice.backfill.Rollback;
import dev.sluice.backfill.RunProgress;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.Lease;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillRunTest {
    private static final String SQL =
            "SELECT origin AS airport, max(delay) AS delay FROM flights WHERE date >= :start GROUP BY origin";
    private static final FeatureView VIEW = view(SQL);

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void eachPartitionIsPromotedAndLatestHoldsTheNewestOfAll() {
        source("2001-03-01,ORD,5", "2001-03-01,ATL,7", "2001-03-02,ORD,9");
        BackfillResult result = backfill(VIEW, registry, "2001-03-01", "2001-03-04");

        assertThat(result.complete()).isTrue();
        assertThat(result.promoted()).isEqualTo(3);
        assertThat(rows()).containsExactly("ATL 7 2001-03-02", "ORD 5 2001-03-02", "ORD 9 2001-03-03");
        assertThat(latest()).containsExactly("ATL 7 2001-03-02", "ORD 9 2001-03-03");
        assertThat(states()).containsOnly(RunState.COMPLETED);
    }

    @Test
    void aRefusedPartitionStaysOutAndTheOthersGoOn() {
        source("2001-03-01,ORD,5", "2001-03-02,ORD,9999", "2001-03-03,ORD,7");
        BackfillResult result = backfill(VIEW, registry, "2001-03-01", "2001-03-04");

        assertThat(result.promoted()).isEqualTo(2);
        PartitionOutcome refused = result.outcomes().get(1);
        assertThat(refused.refused()).isTrue();
        assertThat(refused.problem())
                .hasMessageStartingWith("Cannot promote delays@1 2001-03-02: 1 of ")
                .hasMessageContaining("1 row")
                .hasMessageContaining("staging/delays/v1/delays-v1-20010302-1");
        assertThat(registry.gateResults(String.valueOf(
                        refused.run() == null ? null : refused.run().runId())))
                .filteredOn(gate -> !gate.success())
                .extracting(GateResult::unexpectedCount)
                .containsExactly(1L);
        assertThat(rows()).containsExactly("ORD 5 2001-03-02", "ORD 7 2001-03-04");

        source("2001-03-01,ORD,5", "2001-03-02,ORD,6", "2001-03-03,ORD,7");
        assertThat(backfill(VIEW, registry, "2001-03-01", "2001-03-04").outcomes())
                .hasSize(1);
        assertThat(rows()).containsExactly("ORD 5 2001-03-02", "ORD 6 2001-03-03", "ORD 7 2001-03-04");
    }

    @Test
    void aFailureLeavesTheRestOfItsViewUnbegun() {
        source("2001-03-01,ORD,5");
        FeatureView broken = view("SELECT orgin AS airport, max(delay) AS delay FROM flights GROUP BY 1");
        BackfillResult result = backfill(broken, registry, "2001-03-01", "2001-03-05");

        assertThat(result.complete()).isFalse();
        assertThat(result.promoted()).isZero();
        assertThat(result.notBegun()).isPositive();
        assertThat(result.outcomes().get(0).problem())
                .hasMessageContaining("orgin")
                .hasMessageNotContaining("\n");
        assertThat(states()).containsOnly(RunState.FAILED);
    }

    @Test
    void aRollbackRestoresThePartitionsOfItsRunsAndNoOther() {
        source("2001-03-01,ORD,5", "2001-03-02,ORD,6");
        backfill(VIEW, registry, "2001-03-01", "2001-03-03");
        FeatureView other = view(SQL.replace("max(delay)", "max(delay) + 100"));
        source("2001-03-01,ORD,5", "2001-03-01,ATL,8", "2001-03-02,ORD,6", "2001-03-03,ORD,7");
        backfill(other, registry, "2001-03-01", "2001-03-04");
        assertThat(rows()).contains("ATL 108 2001-03-02", "ORD 105 2001-03-02", "ORD 106 2001-03-03");

        assertThat(rolledBack(other, "delays-v1-20010301-1").complete()).isTrue();

        assertThat(rows()).containsExactly("ORD 5 2001-03-02", "ORD 106 2001-03-03", "ORD 107 2001-03-04");
        assertThat(latest()).containsExactly("ORD 107 2001-03-04");
        assertThat(rolledBack(other, "delays-v1-20010301-3", "delays-v1-20010302-1")
                        .promoted())
                .as("the first is there already")
                .isEqualTo(1);
        assertThat(plan(other, registry, "2001-03-01", "2001-03-04").partitions())
                .extracting(PlannedPartition::reason)
                .as("they are of the former definition")
                .containsExactly(Reason.DEFINITION_CHANGED, Reason.DEFINITION_CHANGED);
    }

    @Test
    void aRunThatWasNotPromotedIsNoneToGoBackTo() {
        source("2001-03-01,ORD,9999");
        backfill(VIEW, registry, "2001-03-01", "2001-03-02");
        assertThatThrownBy(() -> rolledBack(VIEW, "delays-v1-20010301-1"))
                .hasMessage("Cannot roll delays@1 back to delays-v1-20010301-1: its rows were never promoted (REFUSED)."
                        + " `sluice history delays@1` shows the runs that were.");
        source("2001-03-01,ORD,5");
        backfill(VIEW, registry, "2001-03-01", "2001-03-02");
        assertThatThrownBy(() -> rolledBack(VIEW, "delays-v1-20010301-3"))
                .hasMessage("Cannot roll delays@1 back to delays-v1-20010301-3: it has no such run. Did you mean"
                        + " 'delays-v1-20010301-2'? `sluice history delays@1` shows its runs.");
    }

    private BackfillResult rolledBack(FeatureView view, String... runs) {
        Rollback rollback = Rollback.to(view, List.of(runs), "flights", registry);
        return BackfillRun.of(spark, project(view), registry, new ExecutionOptions(1))
                .rollBack(rollback.plan("flights", registry), rollback.runs(), RunProgress.SILENT);
    }

    @Test
    void aRunThatDiedAfterItsCommitIsFoundInTheTablesLog() {
        source("2001-03-01,ORD,5");
        assertThatThrownBy(() -> backfill(VIEW, dyingBefore(RunState.PROMOTED), "2001-03-01", "2001-03-02"))
                .isInstanceOf(Error.class);
        assertThat(states()).containsExactly(RunState.JUDGED);
        long version = table().version().orElseThrow();

        backfill(VIEW, registry, "2001-03-01", "2001-03-02");

        assertThat(table().version()).hasValue(version);
        assertThat(states()).containsExactly(RunState.COMPLETED);
        assertThat(latest()).containsExactly("ORD 5 2001-03-02");
    }

    @Test
    void aRunThatDiedBeforeItsCommitIsRunAgain() {
        source("2001-03-01,ORD,5");
        for (RunState state : List.of(RunState.STAGED, RunState.JUDGED)) {
            assertThatThrownBy(() -> backfill(VIEW, dyingBefore(state), "2001-03-01", "2001-03-02"))
                    .isInstanceOf(Error.class);
        }
        backfill(VIEW, registry, "2001-03-01", "2001-03-02");
        assertThat(rows()).containsExactly("ORD 5 2001-03-02");
        assertThat(states()).containsExactly(RunState.COMPLETED, RunState.FAILED, RunState.FAILED);
        assertThat(folder.resolve("lake/staging/delays/v1")).isEmptyDirectory();
    }

    @Test
    void aRefreshThatWasInterruptedIsFinished() {
        source("2001-03-01,ORD,5");
        assertThatThrownBy(() -> backfill(VIEW, dyingBefore(RunState.COMPLETED), "2001-03-01", "2001-03-02"))
                .isInstanceOf(Error.class);
        assertThat(states()).containsExactly(RunState.PROMOTED);
        backfill(VIEW, registry, "2001-03-01", "2001-03-02");
        assertThat(states()).containsExactly(RunState.COMPLETED);
    }

    @Test
    void aPartitionThatAnotherHoldsIsLeftAlone() {
        source("2001-03-01,ORD,5");
        try (Lease held = registry.acquire("run/flights/delays@1/2001-03-01")) {
            assertThat(held.fence()).isPositive();
            BackfillResult result = backfill(VIEW, registry, "2001-03-01", "2001-03-02");
            assertThat(result.outcomes().get(0).run()).isNull();
            assertThat(result.outcomes().get(0).problem()).hasMessageContaining("2001-03-01");
        }
        assertThat(backfill(VIEW, registry, "2001-03-01", "2001-03-02").complete())
                .isTrue();
    }

    @Test
    void progressIsToldOfEachPartition() {
        source("2001-03-01,ORD,5");
        List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        BackfillPlan plan = plan(VIEW, registry, "2001-03-01", "2001-03-02");
        BackfillRun.of(spark, project(VIEW), registry, ExecutionOptions.DEFAULTS)
                .execute(plan, new RunProgress() {
                    @Override
                    public void started(PlannedPartition partition) {
                        told.add("started " + partition);
                    }

                    @Override
                    public void ended(PlannedPartition partition, PartitionOutcome outcome) {
                        told.add("ended " + outcome.promoted());
                    }

                    @Override
                    public void refreshing(String view) {
                        told.add("refreshing " + view);
                    }
                });
        assertThat(told).containsExactly("started delays@1 2001-03-01", "ended true", "refreshing delays@1");
    }

    @Test
    void whatMayNotBeginIsLeft() {
        source("2001-03-01,ORD,5");
        BackfillPlan plan = plan(VIEW, registry, "2001-03-01", "2001-03-04");
        BackfillResult result = BackfillRun.of(spark, project(VIEW), registry, new ExecutionOptions(1))
                .execute(plan, new RunProgress() {
                    @Override
                    public boolean mayBegin(PlannedPartition partition) {
                        return partition.partition().toString().equals("2001-03-01");
                    }
                });
        assertThat(result.promoted()).isEqualTo(1);
        assertThat(result.notBegun()).isEqualTo(2);
        assertThat(states()).containsExactly(RunState.COMPLETED);
    }

    /** Dies, as a process does, when a run is about to reach a state. */
    private Registry dyingBefore(RunState last) {
        return WatchedUpdates.before(registry, run -> {
            if (run.state() == last) {
                throw new Error("killed before " + last);
            }
        });
    }

    private BackfillResult backfill(FeatureView view, Registry with, String from, String until) {
        return BackfillRun.of(spark, project(view), with, new ExecutionOptions(1))
                .execute(plan(view, with, from, until), RunProgress.SILENT);
    }

    private BackfillPlan plan(FeatureView view, Registry with, String from, String until) {
        TimeRange range = new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
        return BackfillPlanner.of(project(view), with).plan(List.of(view), range);
    }

    private Project project(FeatureView view) {
        return Flights.project(folder, view);
    }

    private static FeatureView view(String sql) {
        return Flights.daily("delays", Flights.AIRPORT, sql)
                .withExpectations(Flights.expectation(
                        "expect_column_values_to_be_between", Map.of("column", "delay", "max_value", 1000)))
                .build(List.of(Feature.of("delay", Scalar.LONG)));
    }

    private FeatureTable table() {
        return FeatureTable.of(spark, LakeLayout.of(folder, "lake"), VIEW);
    }

    private List<String> rows() {
        return shown(table().rows().collectAsList());
    }

    private List<String> latest() {
        return shown(table().latest().collectAsList());
    }

    private static List<String> shown(List<Row> rows) {
        return rows.stream()
                .map(row -> row.getAs("airport") + " " + row.getAs("delay") + " "
                        + row.getAs("event_time").toString().substring(0, 10))
                .sorted((left, right) -> left.substring(left.length() - 10).equals(right.substring(right.length() - 10))
                        ? left.compareTo(right)
                        : left.substring(left.length() - 10).compareTo(right.substring(right.length() - 10)))
                .toList();
    }

    private List<RunState> states() {
        return registry.runs("flights", RunQuery.all()).stream()
                .map(RunRecord::state)
                .toList();
    }

    private void source(String... flights) {
        spark.createDataset(List.of(flights), org.apache.spark.sql.Encoders.STRING())
                .selectExpr(
                        "CAST(split(value, ',')[0] AS timestamp) AS date",
                        "split(value, ',')[1] AS origin",
                        "CAST(split(value, ',')[2] AS long) AS delay")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
    }
}
