package dev.sluice.online.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private final AtomicLong now = new AtomicLong();

    /** Takes a microsecond for an answer, but for the first one a second; time stands still but for that. */
    private final class Stalling implements Contender {
        private boolean stalled;

        @Override
        public String name() {
            return "stalling";
        }

        @Override
        public void ask(int entity, Done done) {
            now.addAndGet(stalled ? 1_000 : 1_000_000_000);
            stalled = true;
            done.answered(null);
        }

        @Override
        public void pause(long nanos) {
            now.addAndGet(nanos);
        }

        @Override
        public String firstValue(int entity) {
            return "";
        }

        @Override
        public void close() {}
    }

    /** A loop that waits for its answers would count one slow answer of a hundred thousand. */
    @Test
    void whatWaitsBehindASlowAnswerIsSlowToo() {
        OpenLoop loop = new OpenLoop(now::get);

        loop.run(new Stalling(), 10_000, 2_000_000_000L, new Random(1));

        assertThat(loop.latencies().getTotalCount()).isBetween(19_000L, 21_000L);
        assertThat(loop.latencies().getMaxValue()).isGreaterThanOrEqualTo(990_000_000L);
        assertThat(loop.latencies().getValueAtPercentile(75)).isGreaterThan(400_000_000L);
        assertThat(loop.wrong()).isZero();
    }
}
