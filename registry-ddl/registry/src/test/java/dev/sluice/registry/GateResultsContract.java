package dev.sluice.registry;

import static dev.sluice.registry.RunsContract.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.expectation.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every registry does with gate results. */
interface GateResultsContract {
    Registry registry();

    private static GateResult passed(int ordinal) {
        return new GateResult("r1", ordinal, "keys not null", Severity.CRITICAL, true, "0 nulls", 100, 0, null);
    }

    private static GateResult failed(int ordinal) {
        return new GateResult("r1", ordinal, "delay >= -60", Severity.WARNING, false, "-75.5", 100, 12, "no column");
    }

    @Test
    default void gateResultsComeBackInOrder() {
        registry().begin(start("r1", "2001-03-05", 1));
        registry().record(List.of(failed(1), passed(0)));
        assertThat(registry().gateResults("r1")).containsExactly(passed(0), failed(1));
    }

    @Test
    default void aRunThatWasNotJudgedHasNoGateResults() {
        assertThat(registry().gateResults("r1")).isEmpty();
    }

    @Test
    default void aResultOfTheSameExpectationIsReplaced() {
        registry().begin(start("r1", "2001-03-05", 1));
        registry().record(List.of(failed(0), failed(1)));
        registry().record(List.of(passed(0)));
        assertThat(registry().gateResults("r1")).containsExactly(passed(0), failed(1));
    }

    @Test
    default void resultsOfAnUnknownRunAreRefusedAltogether() {
        registry().begin(start("r1", "2001-03-05", 1));
        GateResult stray = new GateResult("r9", 0, "x", Severity.INFO, true, "", 0, 0, null);
        assertThatThrownBy(() -> registry().record(List.of(passed(0), stray)))
                .hasMessage("Unknown run: 'r9'. A run begins before anything is recorded of it.");
        assertThat(registry().gateResults("r1")).isEmpty();
    }
}
