package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every registry does with materializations and training sets. */
interface BuiltThingsContract {
    Instant NOON = Instant.parse("2026-01-05T12:00:00.000001Z");

    Registry registry();

    private static MaterializationRecord materialization(String view, long from, long to) {
        return new MaterializationRecord(
                "flights",
                ViewId.parse(view),
                "flights_features at embedded",
                from,
                to,
                new MaterializedItems(7, 1, 2),
                NOON,
                NOON.plusSeconds(3));
    }

    private static TrainingSetRecord trainingSet(String id, long rows) {
        return new TrainingSetRecord(
                "flights", "delay_model@1", id, "/out/" + id, rows, "{\"rows\": \"Zürich\"}", NOON);
    }

    @Test
    default void aViewThatWasNeverMaterializedHasNoLastMaterialization() {
        assertThat(registry().lastMaterialization("flights", new ViewId("airport_delays", 1)))
                .isEmpty();
    }

    @Test
    default void theMaterializationThatWasRecordedLastCounts() {
        registry().record(materialization("airport_delays@1", 0, 9));
        registry().record(materialization("airport_delays@1", 3, 5));
        registry().record(materialization("airport_delays@2", 0, 1));
        assertThat(registry().lastMaterialization("flights", new ViewId("airport_delays", 1)))
                .contains(materialization("airport_delays@1", 3, 5));
        assertThat(registry().lastMaterialization("other", new ViewId("airport_delays", 1)))
                .isEmpty();
    }

    @Test
    default void trainingSetsComeNewestFirst() {
        registry().record(trainingSet("a", 3));
        registry().record(trainingSet("b", 4_000_000_000L));
        assertThat(registry().trainingSets("flights"))
                .containsExactly(trainingSet("b", 4_000_000_000L), trainingSet("a", 3));
        assertThat(registry().trainingSets("other")).isEmpty();
    }

    @Test
    default void aTrainingSetOfTheSameIdIsReplaced() {
        registry().record(trainingSet("a", 3));
        registry().record(trainingSet("b", 4));
        registry().record(trainingSet("a", 5));
        assertThat(registry().trainingSets("flights")).containsExactly(trainingSet("a", 5), trainingSet("b", 4));
    }
}
