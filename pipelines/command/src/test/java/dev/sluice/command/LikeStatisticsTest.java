package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.Findings.Alike;
import dev.sluice.command.Findings.Likeness;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LikeStatisticsTest {
    private static final FeatureView FIRST = Flights.airportDelays();
    private static final FeatureView SECOND = Flights.routeDelays();
    private static final Instant NOW = Instant.parse("2001-03-10T00:00:00Z");

    private final Registry registry = new InMemoryRegistry();
    private final Project project = Flights.project(Path.of("/flights"), FIRST, SECOND);

    private void ran(FeatureView view, String day) {
        Partition partition = Partition.parse(view.granularity(), day);
        RunStart start = new RunStart("run-" + view.name(), "flights", view.id(), partition, 1, "hash", NOW);
        registry.update(
                registry.begin(start).staged(1, 1, Map.of()).promoted(1, 1, NOW).completed(1));
    }

    /** What is found when the views' newest runs have left these metrics. */
    private List<Alike> alike(MetricsOfFeature first, MetricsOfFeature second) {
        SparkJobs jobs = (SparkJobs) Proxy.newProxyInstance(
                SparkJobs.class.getClassLoader(), new Class<?>[] {SparkJobs.class}, (proxy, method, arguments) -> {
                    RunRecord run = (RunRecord) ((List<?>) arguments[2]).get(0);
                    return Optional.of(List.of(run.view().equals(FIRST.id()) ? first : second));
                });
        return LikeStatistics.of(project, registry, jobs);
    }

    private static MetricsOfFeature metrics(String feature, long present, double mean, double deviation) {
        return new MetricsOfFeature(feature, 20, present, "1.0", "9.0", mean, deviation);
    }

    @Test
    void valuesOfTheSameStatisticsInTheSamePartitionAreAlikeButForTheLastDigits() {
        ran(FIRST, "2001-03-05");
        ran(SECOND, "2001-03-05");
        assertThat(alike(metrics("a", 12, 4, 2.5), metrics("b", 12, 4, 2.5000000000000004)))
                .containsExactly(new Alike(Likeness.STATISTICS, List.of("airport_delays@1.a", "route_delays@1.b")));
        assertThat(alike(metrics("a", 12, 4, 2.5), metrics("b", 12, 4, 2.50001)))
                .isEmpty();
        assertThat(alike(metrics("a", 12, 4, 2.5), metrics("b", 13, 4, 2.5))).isEmpty();
    }

    @Test
    void fewRowsEqualRowsAndViewsWithoutARunTellNothing() {
        ran(FIRST, "2001-03-05");
        ran(SECOND, "2001-03-05");
        assertThat(alike(metrics("a", 9, 4, 2.5), metrics("b", 9, 4, 2.5))).isEmpty();
        assertThat(alike(metrics("a", 12, 4, 0), metrics("b", 12, 4, 0))).isEmpty();
        Registry other = new InMemoryRegistry();
        assertThat(LikeStatistics.of(project, other, failing())).isEmpty();
    }

    private static SparkJobs failing() {
        return (SparkJobs) Proxy.newProxyInstance(
                SparkJobs.class.getClassLoader(), new Class<?>[] {SparkJobs.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("asked without a run");
                });
    }
}
