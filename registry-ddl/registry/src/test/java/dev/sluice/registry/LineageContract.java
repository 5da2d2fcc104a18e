package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.LineageEdge.Witness;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every registry does with lineage. */
interface LineageContract {
    Instant SHOWN = Instant.parse("2026-01-05T12:00:00.000001Z");

    LineageEdge READ = new LineageEdge("", "flights", "", ColumnUsage.READ, Witness.ENGINE);
    LineageEdge OF_ROWS = new LineageEdge("", "flights", "date", ColumnUsage.FILTER, Witness.PLAN);
    LineageEdge OF_A_FEATURE =
            new LineageEdge("avg_delay_7d", "flights", "Verspätung", ColumnUsage.AGGREGATION, Witness.ENGINE);
    LineageEdge IN_ANOTHER_WAY =
            new LineageEdge("avg_delay_7d", "flights", "Verspätung", ColumnUsage.CONDITIONAL, Witness.PLAN);

    Registry registry();

    private static LineageRecord shown(String view, String computation, String run, LineageEdge... edges) {
        return new LineageRecord("flights", ViewId.parse(view), computation, run, SHOWN, List.of(edges));
    }

    @Test
    default void whatARunHasShownComesBackAsItWas() {
        LineageRecord shown = shown("delays@1", "hash", "run-1", OF_A_FEATURE, IN_ANOTHER_WAY, OF_ROWS, READ);
        registry().record(shown);
        assertThat(registry().lineage("flights")).containsExactly(shown);
        assertThat(registry().lineage("other")).isEmpty();
    }

    @Test
    default void theNewestRunOfAComputationReplacesWhatAnotherHasShown() {
        registry().record(shown("delays@1", "hash", "run-1", OF_A_FEATURE, READ));
        registry().record(shown("delays@1", "hash", "run-2", OF_ROWS, READ));
        assertThat(registry().lineage("flights")).containsExactly(shown("delays@1", "hash", "run-2", OF_ROWS, READ));
    }

    @Test
    default void otherComputationsAndVersionsStandBesideItNewestFirst() {
        LineageRecord first = shown("delays@1", "hash", "run-1", READ);
        LineageRecord changed = shown("delays@1", "another", "run-2", READ);
        LineageRecord version = shown("delays@2", "hash", "run-3", READ);
        List.of(first, changed, version).forEach(registry()::record);
        registry().record(changed);
        assertThat(registry().lineage("flights")).containsExactly(changed, version, first);
    }

    @Test
    default void anEdgeThatIsToldTwiceIsKeptOnce() {
        registry().record(shown("delays@1", "hash", "run-1", READ, READ));
        assertThat(registry().lineage("flights").get(0).edges()).containsExactly(READ);
    }
}
