package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Placement;
import dev.sluice.materializer.DeadLetter;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.MaterializedItems;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.registry.freshness.Freshness;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view that is online and one that is not, an hour after the end of their partition. */
class FreshnessMetricsTest {
    private static final FeatureView ONLINE = Flights.airportDelays();
    private static final FeatureView OFFLINE = Flights.routeDelays().withPlacement(Placement.OFFLINE);
    private static final Instant NOW = Instant.parse("2001-03-02T01:00:00Z");

    @TempDir
    private Path folder;

    private final Registry registry = new InMemoryRegistry();

    private void promoted(FeatureView view) {
        Partition partition = Partition.parse(view.granularity(), "2001-03-01");
        RunRecord run = registry.begin(
                new RunStart("run-" + view.name(), "flights", view.id(), partition, 1, "hash", partition.end()));
        registry.update(
                run.staged(1, 1, Map.of()).promoted(1, 1, partition.end()).completed(1));
    }

    private void materialized(FeatureView view) {
        registry.record(new MaterializationRecord(
                "flights", view.id(), "table", 0, 1, new MaterializedItems(1, 0, 0), Instant.EPOCH, Instant.EPOCH));
    }

    /** The lines of a metric, without its name and the label of the project. */
    private List<String> metric(String name) {
        Project project = Flights.project(folder, ONLINE, OFFLINE);
        List<ViewStatus> views = new Freshness(project, registry, NOW)
                .views().stream().map(view -> ViewStatus.of(project, view)).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FreshnessMetrics("flights", views).print(Captured.terminal(out, new ByteArrayOutputStream()));
        String begins = name + "{project=\"flights\",";
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(begins))
                .map(line -> line.substring(begins.length()))
                .toList();
    }

    @Test
    void aViewIsMissingOnlineFromItsFirstPromotionToItsFirstMaterialization() {
        assertThat(metric("sluice_view_online_missing")).containsExactly("view=\"airport_delays\",version=\"1\"} 0");
        promoted(ONLINE);
        promoted(OFFLINE);
        assertThat(metric("sluice_view_online_missing")).containsExactly("view=\"airport_delays\",version=\"1\"} 1");
        assertThat(metric("sluice_view_online_age_seconds")).isEmpty();
        materialized(ONLINE);
        assertThat(metric("sluice_view_online_missing")).containsExactly("view=\"airport_delays\",version=\"1\"} 0");
        assertThat(metric("sluice_view_online_age_seconds"))
                .containsExactly("view=\"airport_delays\",version=\"1\"} 3600");
    }

    @Test
    void rowsThatCouldNotBeMaterializedAreCounted() {
        DeadLetterFile.of(folder, ONLINE)
                .add(List.of(
                        new DeadLetter(ONLINE.id(), "airport|ORD", "too large", Map.of()),
                        new DeadLetter(ONLINE.id(), "airport|ATL", "too large", Map.of())));

        assertThat(metric("sluice_view_dead_letters"))
                .containsExactly("view=\"airport_delays\",version=\"1\"} 2", "view=\"route_delays\",version=\"1\"} 0");
    }

    @Test
    void everyViewHasOneStateThatItIsIn() {
        promoted(ONLINE);

        assertThat(metric("sluice_view_state"))
                .filteredOn(line -> line.endsWith("} 1"))
                .containsExactly(
                        "view=\"airport_delays\",version=\"1\",state=\"ok\"} 1",
                        "view=\"route_delays\",version=\"1\",state=\"empty\"} 1");
        assertThat(metric("sluice_view_state")).hasSize(8);
    }
}
