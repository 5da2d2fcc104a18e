package dev.sluice.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.input.EventSpan;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.project.ApprovalThresholds;
import dev.sluice.project.Prices;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EstimatorTest {
    private static final FeatureView VIEW = Flights.airportDelays();
    private static final Instant MARCH = Instant.parse("2001-03-01T00:00:00Z");
    private static final TimeRange DAYS = new TimeRange(MARCH, MARCH.plusSeconds(2 * 86_400));

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Project project = Flights.project(Path.of("/flights"), VIEW);

    /** A file for each of these days, of 1,000 bytes and 10 rows. */
    private static SourceInputs files(String... days) {
        List<SourcePart> parts = java.util.Arrays.stream(days)
                .map(Partition::parseInstant)
                .map(day -> new SourcePart(1_000, 10, new EventSpan(day, day.plusSeconds(86_399))))
                .toList();
        return new SourceInputs() {
            @Override
            public List<SourceChange> changesAfter(Source source, OptionalLong state) {
                return List.of();
            }

            @Override
            public List<SourcePart> parts(Source source) {
                return parts;
            }
        };
    }

    private Estimate estimate(SourceInputs inputs) {
        return Estimator.of(project, registry, inputs)
                .estimate(BackfillPlanner.of(project, registry).plan(List.of(VIEW), DAYS));
    }

    private void ran(String day, double seconds, long rows) {
        RunRecord run = registry.begin(new RunStart(
                "run-" + day,
                project.name(),
                VIEW.id(),
                Partition.parse(VIEW.granularity(), day),
                1,
                project.computationHash(VIEW),
                MARCH));
        registry.update(run.staged(rows, rows * 2_000, Map.of())
                .promoted(1, rows, MARCH.plusNanos((long) (seconds * 1e9)))
                .completed(1));
    }

    @Test
    void whatLookbacksOverlapIsReadOnce() {
        Estimate estimate = estimate(files("2001-02-24", "2001-03-01", "2001-03-20"));
        assertThat(estimate.partitions()).isEqualTo(2);
        assertThat(estimate.bytes()).isCloseTo(2_000, within(1.0));
        assertThat(estimate.rows()).isCloseTo(20, within(0.1));
    }

    @Test
    void withoutAMeasuredRunTheTimeIsNotKnown() {
        Estimate estimate = estimate(files("2001-03-01"));
        assertThat(estimate.seconds()).isNull();
        assertThat(estimate.basis()).contains("airport_delays@1: no run was measured yet; the first partition tells");
    }

    @Test
    void theTimeComesFromTheViewsOwnRuns() {
        for (int day = 1; day <= 10; day++) {
            ran("2001-01-%02d".formatted(day), day, 100);
        }
        Estimate estimate = estimate(files("2001-03-01"));
        assertThat(estimate.seconds()).isEqualTo(new Spread(10, 18));
        assertThat(estimate.writeUnits()).isEqualTo(Spread.exactly(200));
        assertThat(estimate.basis())
                .contains("airport_delays@1: 10 measured runs, p50 5.0 s, p90 9.0 s a partition; of each key the newest"
                        + " row is written online, once");
    }

    @Test
    void theCostIsThatOfThePriceTable() {
        Prices prices = new Prices("EUR", 3_600, 1, 1_000_000, 0);
        Estimate estimate = new Estimate(3, 2e9, 5, new Spread(1, 2), Spread.exactly(4), prices, List.of());
        assertThat(estimate.cost()).isEqualTo(new Spread(1 + 2 + 4, 2 + 2 + 4));
        assertThat(new Estimate(3, 2e9, 5, null, Spread.ZERO, prices, List.of()).cost())
                .isNull();
    }

    @Test
    void eachThresholdCounts() {
        Prices prices = new Prices("EUR", 3_600, 0, 0, 0);
        Estimate estimate = new Estimate(3, 2e9, 5, new Spread(1, 2), Spread.ZERO, prices, List.of());
        assertThat(estimate.above(ApprovalThresholds.NONE)).isEmpty();
        assertThat(estimate.above(new ApprovalThresholds(2.0, 2_000_000_000L, 3L)))
                .isEmpty();
        assertThat(estimate.above(new ApprovalThresholds(1.5, 1_999_999_999L, 2L)))
                .containsExactly("3 partitions > 2", "2000000000 bytes > 1999999999", "cost 2.00 > 1.50 EUR");
    }
}
