package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.problem.SluiceException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every registry does with leases. */
interface LeasesContract {
    String RESOURCE = "run/flights/airport_delays@1/2001-03-05";

    Registry registry();

    @Test
    default void aLeaseHasOneHolder() {
        try (Lease lease = registry().acquire(RESOURCE)) {
            SluiceException refusal =
                    catchThrowableOfType(SluiceException.class, () -> registry().acquire(RESOURCE));
            assertThat(refusal.code()).isEqualTo(RegistryError.HELD);
            assertThat(refusal)
                    .hasMessageMatching("Cannot run airport_delays@1 for 2001-03-05: process \\d+ on host \\S+ "
                            + "\\(this one\\) has held it since \\S+Z\\. Wait for it, or end that process; "
                            + "one that is silent is followed after 30 s\\.");
            lease.check();
        }
    }

    @Test
    default void aReleasedLeaseIsFreeAtOnceAndItsFenceGrows() {
        List<Long> fences = IntStream.range(0, 3)
                .mapToObj(i -> {
                    try (Lease lease = registry().acquire(RESOURCE)) {
                        return lease.fence();
                    }
                })
                .toList();
        assertThat(fences).containsExactly(1L, 2L, 3L);
    }

    @Test
    default void leasesOfDifferentResourcesAreIndependent() {
        try (Lease day = registry().acquire(RESOURCE);
                Lease next = registry().acquire("run/flights/airport_delays@1/2001-03-06")) {
            assertThat(day.fence()).isEqualTo(next.fence()).isEqualTo(1);
        }
    }

    @Test
    default void aReleasedLeaseIsNoLongerGood() {
        Lease lease = registry().acquire(RESOURCE);
        lease.close();
        assertThatThrownBy(lease::check)
                .hasMessageStartingWith("Cannot go on to run airport_delays@1 for 2001-03-05: "
                        + "this process no longer holds the lease.");
    }

    @Test
    default void releasingTwiceDoesNotReleaseTheNextHolder() {
        Lease first = registry().acquire(RESOURCE);
        first.close();
        try (Lease second = registry().acquire(RESOURCE)) {
            first.close();
            second.check();
        }
    }

    @Test
    default void ofManyThreadsOneGetsTheLease() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> outcomes =
                    threads.invokeAll(Collections.nCopies(8, (Callable<Boolean>) this::acquired));
            int holders = 0;
            for (Future<Boolean> outcome : outcomes) {
                holders += outcome.get() ? 1 : 0;
            }
            assertThat(holders).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    private boolean acquired() {
        try {
            return registry().acquire(RESOURCE).fence() == 1;
        } catch (SluiceException e) {
            assertThat(e.code()).isEqualTo(RegistryError.HELD);
            return false;
        }
    }
}
