package dev.sluice.registry;

import static dev.sluice.registry.RunsContract.FINISHED;
import static dev.sluice.registry.RunsContract.STARTED;
import static dev.sluice.registry.RunsContract.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRecordTest {
    private static final RunRecord BEGUN = RunRecord.begun(start("r1", "2001-03-05", 1));

    @Test
    void theStepsOfARunAddUp() {
        RunRecord done = BEGUN.staged(12, 345, Map.of("flights", "7"))
                .judged()
                .promoted(4, 11, FINISHED)
                .completed(9);
        assertThat(done)
                .isEqualTo(new RunRecord(
                        BEGUN.start(),
                        RunState.COMPLETED,
                        new RunMeasures(12, 345, 11, 1.5),
                        new DeltaVersions(4L, 9L, Map.of("flights", "7")),
                        FINISHED,
                        null));
    }

    @Test
    void aStepLeavesTheRecordBeforeItAlone() {
        BEGUN.staged(12, 345, Map.of("flights", "7"));
        assertThat(BEGUN).isEqualTo(RunRecord.begun(start("r1", "2001-03-05", 1)));
    }

    @Test
    void aRunThatWasTakenForInterruptedAndIsFoundPromotedHasNoError() {
        assertThat(BEGUN.failed("interrupted", FINISHED)
                        .promoted(4, 10, FINISHED)
                        .error())
                .isNull();
    }

    @Test
    void aClockThatWentBackGivesNoNegativeSeconds() {
        assertThat(BEGUN.failed("boom", STARTED.minusSeconds(5)).measures().seconds())
                .isZero();
    }

    @Test
    void aRunHasAnIdAndAnAttempt() {
        assertThatThrownBy(() -> start(" ", "2001-03-05", 1)).hasMessage("Invalid run id: it is empty.");
        assertThatThrownBy(() -> start("r1", "2001-03-05", 0))
                .hasMessage("Invalid attempt: 0 of run r1. Attempts start at 1.");
    }

    @Test
    void atLeastOneRunIsAskedFor() {
        assertThatThrownBy(() -> RunQuery.all().withLimit(0)).hasMessage("Invalid limit: 0. Ask for at least one run.");
    }
}
