package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriteBudgetTest {
    private final AtomicLong nanos = new AtomicLong(1_000);
    private final WriteBudget budget = new WriteBudget(100, nanos::get);

    @Test
    void aSecondsUnitsAreThereAtOnceAndTheNextAreWaitedFor() {
        assertThat(budget.take(100)).isZero();
        assertThat(budget.take(25)).isEqualTo(millis(250));
        assertThat(budget.take(25)).isEqualTo(millis(500));
    }

    @Test
    void whatATimeBringsIsThereAndNoMoreThanASecondsIsKept() {
        budget.take(150);
        nanos.addAndGet(millis(500));
        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(1)).isEqualTo(millis(10));

        nanos.addAndGet(millis(60_000));
        assertThat(budget.take(100)).isZero();
        assertThat(budget.take(1)).isEqualTo(millis(10));
    }

    @Test
    void whatWasTakenInVainIsGivenBackAndWhatWasUsedBesidesIsOwed() {
        budget.take(100);
        budget.take(-40);
        assertThat(budget.take(40)).isZero();
        budget.take(20);
        assertThat(budget.take(0)).isEqualTo(millis(200));
    }

    @Test
    void withoutABudgetNobodyWaits() {
        WriteBudget none = new WriteBudget(0, nanos::get);
        assertThat(none.take(1e12)).isZero();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
