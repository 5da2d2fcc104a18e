package dev.sluice.backfill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.RunProgress;
import dev.sluice.expectation.Anomalies;
import dev.sluice.expectation.AnomalyCheck;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.PromotedHistory.Past;
import dev.sluice.gate.PromotedHistory.Promoted;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHistoryTest {
    private static final Instant NOW = Instant.parse("2001-03-06T02:00:00Z");
    private static final FeatureView VIEW = Flights.daily(
                    "delays",
                    Flights.AIRPORT,
                    "SELECT origin AS airport, count(*) AS delay FROM flights GROUP BY origin")
            .withAnomalies(new Anomalies(AnomalyCheck.DEFAULTS, null))
            .build(List.of(Feature.of("delay", Scalar.LONG)));

    private final Registry registry = new InMemoryRegistry();

    @Test
    void itIsOfPromotedRunsBeforeThePartition() {
        promoted("2001-03-04", 1, 10, "2001-03-05T01:00:00Z");
        promoted("2001-03-04", 2, 12, "2001-03-05T09:00:00Z");
        registry.update(begun("2001-03-04", 3).refused("1 of 3 expectations failed", NOW));
        registry.update(begun("2001-03-03", 1).failed("boom", NOW));
        begun("2001-03-02", 1);
        promoted("2001-03-06", 1, 99, "2001-03-07T01:00:00Z");
        promoted("2000-12-10", 1, 98, "2000-12-11T01:00:00Z");
        promoted("2000-12-11", 1, 97, "2000-12-12T02:00:00Z");

        Past past = past("2001-03-05");
        assertThat(past.partitions())
                .containsExactlyInAnyOrder(
                        new Promoted(day("2001-03-04"), 12, Duration.ofHours(1)),
                        new Promoted(day("2000-12-11"), 97, Duration.ofHours(2)));
        assertThat(past.lateness()).isEqualTo(Duration.ofHours(2));
        assertThat(past("2001-03-04").lateness()).as("it was promoted before").isNull();
        assertThat(past("2001-03-04").partitions())
                .extracting(Promoted::partition)
                .doesNotContain(day("2001-03-04"));
    }

    @Test
    void aPartitionUnlikeTheSameDaysBeforeIsToldAndPromoted(@TempDir Path folder) {
        for (String monday : List.of("2001-02-05", "2001-02-12", "2001-02-19", "2001-02-26")) {
            promoted(monday, 1, 200, monday + "T23:00:00Z");
        }
        LocalSpark.session()
                .sql("SELECT timestamp'2001-03-05T08:00:00Z' AS date, concat('A', id) AS origin FROM range(3)")
                .write()
                .parquet(folder.resolve("data/flights.parquet").toString());
        Project project = Flights.project(folder, VIEW);
        TimeRange range =
                new TimeRange(day("2001-03-05").start(), day("2001-03-06").start());
        PartitionOutcome outcome = BackfillRun.of(LocalSpark.session(), project, registry, new ExecutionOptions(1))
                .execute(BackfillPlanner.of(project, registry).plan(List.of(VIEW), range), RunProgress.SILENT)
                .outcomes()
                .get(0);
        assertThat(outcome.promoted()).isTrue();
        assertThat(outcome.gateResults())
                .filteredOn(result -> !result.success())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.severity()).isEqualTo(Severity.WARNING);
                    assertThat(result.expectation()).isEqualTo("row count is usual for Mondays");
                    assertThat(result.observed()).isEqualTo("3 rows, usual 200 (spread 2, of 4 partitions)");
                });
        String runId = Objects.requireNonNull(outcome.run()).runId();
        assertThat(folder.resolve("lake/quality/delays/v1/" + runId + "/validation.json"))
                .content()
                .contains("expect_table_row_count_to_be_usual", "\"median\" : 200.0");
    }

    private Past past(String day) {
        return new RegistryHistory(registry, "flights", VIEW, Clock.fixed(NOW, ZoneOffset.UTC)).before(day(day));
    }

    private void promoted(String day, long attempt, long rows, String at) {
        registry.update(begun(day, attempt).promoted(1, rows, Instant.parse(at)));
    }

    private RunRecord begun(String day, long attempt) {
        return registry.begin(
                new RunStart("r-" + day + "-" + attempt, "flights", VIEW.id(), day(day), attempt, "hash", NOW));
    }

    private static Partition day(String day) {
        return Partition.parse(Granularity.DAY, day);
    }
}
