package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.definition.ProjectBuilder;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.input.InputState;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.MaterializedItems;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a recomputed partition makes stale, by lineage. */
class StaleDownstreamTest {
    private static final Instant NOW = Instant.parse("2001-03-10T00:00:00Z");
    private static final FeatureView UPSTREAM = Flights.airportDelays();
    private static final FeatureView READER = reader();

    private final Registry registry = new InMemoryRegistry();
    private final Project project = ProjectBuilder.of("flights", Path.of("/flights"))
            .withSource(Flights.FLIGHTS)
            .withSource(delays())
            .withView(UPSTREAM)
            .withView(READER)
            .build();
    private long attempts;

    /** The table of {@code airport_delays@1} as a source. */
    private static Source delays() {
        return new Source(
                "delays",
                SourceFormat.DELTA,
                "lake/features/airport_delays/v1",
                "event_time",
                Map.of(),
                List.of(),
                Metadata.NONE);
    }

    /** {@code late_airports@1}: reads two days of airport_delays for a day. */
    private static FeatureView reader() {
        Computation computation = new Computation(
                List.of(new SourceUse("delays", TimeSpan.parse("1d"))),
                new Transform.Sql(
                        "late.sql", "SELECT airport, max(avg_delay_7d) AS worst_2d FROM delays GROUP BY airport"),
                Schedule.parse("daily"));
        FeatureView plain = Flights.daily("late_airports", Flights.AIRPORT, "SELECT 1")
                .build(List.of(Feature.of("worst_2d", Scalar.DOUBLE)));
        return new FeatureView(
                plain.id(),
                plain.entity(),
                computation,
                plain.features(),
                plain.lifetime(),
                plain.placement(),
                plain.suite(),
                plain.metadata(),
                plain.origin());
    }

    /** A promoted run; the versions are those of the table and of latest that its commits made. */
    private void promoted(FeatureView view, String day, long version, Map<String, String> inputs) {
        attempts++;
        Partition partition = Partition.parse(view.granularity(), day);
        RunStart start = new RunStart("run-" + attempts, "flights", view.id(), partition, attempts, "hash", NOW);
        RunRecord run = registry.begin(start);
        registry.update(run.staged(1, 1, inputs).promoted(version, 1, NOW).completed(version));
    }

    private void materialized(FeatureView view, long version) {
        registry.record(new MaterializationRecord(
                "flights", view.id(), "table", 0, version, new MaterializedItems(1, 0, 0), NOW, NOW));
    }

    private List<String> stale() {
        return new StaleDownstream(project, registry)
                .all().stream().map(StaleDownstream.Stale::toString).toList();
    }

    @Test
    void onlineValuesAreStaleFromARunUntilTheNextMaterialization() {
        promoted(UPSTREAM, "2001-03-01", 1, Map.of());
        assertThat(stale()).isEmpty();
        materialized(UPSTREAM, 1);
        assertThat(stale()).isEmpty();
        promoted(UPSTREAM, "2001-03-01", 2, Map.of());
        assertThat(stale())
                .containsExactly("online airport_delays@1: latest is at version 2, the online values are of 1;"
                        + " run `sluice materialize airport_delays`");
        materialized(UPSTREAM, 2);
        assertThat(stale()).isEmpty();
    }

    @Test
    void aViewThatHasReadAReplacedPartitionIsStaleUntilItIsComputedAgain() {
        promoted(UPSTREAM, "2001-03-01", 1, Map.of());
        promoted(UPSTREAM, "2001-03-02", 2, Map.of());
        Map<String, String> read = Map.of("delays", new InputState(InputState.Kind.VERSION, 2).toString());
        promoted(READER, "2001-03-02", 1, read);
        promoted(READER, "2001-03-05", 2, read);
        assertThat(stale()).isEmpty();
        promoted(UPSTREAM, "2001-03-01", 3, Map.of());
        assertThat(stale())
                .containsExactly(
                        "view late_airports@1: 1 partitions were computed from rows of airport_delays@1 that were"
                                + " replaced; run `sluice backfill late_airports`");
        promoted(READER, "2001-03-02", 3, Map.of("delays", new InputState(InputState.Kind.VERSION, 3).toString()));
        assertThat(stale()).isEmpty();
    }

    @Test
    void aTrainingSetIsStaleWhenAPartitionThatItReadWasReplacedAndNotWhenANewOneCame() {
        promoted(UPSTREAM, "2001-03-01", 1, Map.of());
        registry.record(new TrainingSetRecord(
                "flights",
                "delay_model@1",
                "ts-1",
                "/ts",
                1,
                "{\"tables\": [{\"view\": \"airport_delays@1\", \"version\": 1}]}",
                NOW));
        promoted(UPSTREAM, "2001-03-02", 2, Map.of());
        assertThat(stale()).isEmpty();
        promoted(UPSTREAM, "2001-03-01", 3, Map.of());
        assertThat(stale())
                .containsExactly(
                        "training set ts-1 (delay_model@1): 1 partitions of airport_delays@1 were computed again"
                                + " after it was built; build it again");
    }
}
