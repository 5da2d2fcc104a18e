package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aPageIsWaitedForAsLongAsItsUnitsTake() {
        ReadBudget budget = new ReadBudget(100, 0);

        assertThat(budget.pay(50, 0)).isEqualTo(SECOND / 2);
        assertThat(budget.pay(50, 0)).isEqualTo(SECOND);
        assertThat(budget.pay(50, SECOND)).isEqualTo(SECOND / 2);
    }

    @Test
    void timeThatWasNotUsedIsNotSaved() {
        ReadBudget budget = new ReadBudget(100, 0);

        assertThat(budget.pay(100, 60 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void withoutABoundNothingWaits() {
        assertThat(new ReadBudget(Double.POSITIVE_INFINITY, 5).pay(1_000_000, 5))
                .isZero();
    }

    @Test
    void segmentsTogetherKeepTheRate() {
        Random random = new Random(1);
        ReadBudget budget = new ReadBudget(10, 0);
        long[] clocks = new long[8];
        double units = 0;
        for (int page = 0; page < 10_000; page++) {
            int segment = random.nextInt(clocks.length);
            double cost = random.nextDouble() * 128;
            units += cost;
            clocks[segment] += budget.pay(cost, clocks[segment]);
        }
        long end = 0;
        for (long clock : clocks) {
            end = Math.max(end, clock);
        }
        assertThat(units / (end / (double) SECOND)).isBetween(9.0, 10.001);
    }
}
