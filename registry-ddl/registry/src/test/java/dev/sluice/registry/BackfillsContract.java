package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.BackfillRecord.Approval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every registry does with backfills. */
interface BackfillsContract {
    Instant MADE = Instant.parse("2026-01-05T12:00:00.000001Z");

    Registry registry();

    private static BackfillRecord backfill(String hash, BackfillState state, @Nullable Approval approval) {
        return new BackfillRecord("flights", hash, "{\"views\": \"Zürich\"}", state, "ada", MADE, approval, MADE);
    }

    @Test
    default void backfillsComeNewestFirst() {
        BackfillRecord approved = backfill("ab", BackfillState.APPROVED, new Approval("grace", MADE.plusSeconds(1)));
        registry().record(approved);
        registry().record(backfill("cd", BackfillState.RUNNING, null));
        assertThat(registry().backfills("flights"))
                .containsExactly(backfill("cd", BackfillState.RUNNING, null), approved);
        assertThat(registry().backfills("other")).isEmpty();
    }

    @Test
    default void aBackfillOfTheSamePlanIsReplaced() {
        registry().record(backfill("ab", BackfillState.COMPLETED, null));
        registry().record(backfill("cd", BackfillState.RUNNING, null));
        registry().record(backfill("ab", BackfillState.RUNNING, null));
        assertThat(registry().backfills("flights"))
                .extracting(BackfillRecord::planHash, BackfillRecord::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ab", BackfillState.RUNNING),
                        org.assertj.core.groups.Tuple.tuple("cd", BackfillState.RUNNING));
    }

    @Test
    default void aBackfillAdvancesOnlyFromTheStateThatWasSeen() {
        BackfillRecord running = backfill("ab", BackfillState.RUNNING, null);
        registry().record(running);
        assertThat(registry().advance(running, BackfillState.PAUSED, MADE.plusSeconds(9)))
                .isTrue();
        assertThat(registry().advance(running, BackfillState.COMPLETED, MADE)).isFalse();
        assertThat(registry().backfills("flights"))
                .containsExactly(running.in(BackfillState.PAUSED, MADE.plusSeconds(9)));
    }
}
