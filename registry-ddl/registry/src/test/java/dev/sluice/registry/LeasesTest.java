package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.project.Project;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.EmbeddedPostgresServer;
import dev.sluice.testing.MovingClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases of several processes and machines, on every kind of table. */
class LeasesTest {
    private static final String RESOURCE = "materialize/flights/airport_delays@1";
    private static final ProcessIdentity HERE = ProcessIdentity.current();
    private static final ProcessIdentity ELSEWHERE =
            new ProcessIdentity("far", "far boot 1", HERE.pid(), HERE.startedAt());

    abstract static class Contract {
        final MovingClock clock = new MovingClock(Instant.parse("2026-01-01T00:00:00Z"));
        private LeaseTable table;

        abstract LeaseTable table();

        @BeforeEach
        void begin() {
            table = table();
        }

        Leases leases(ProcessIdentity self) {
            return new Leases(table, LeaseOptions.DEFAULTS, clock, () -> self);
        }

        @Test
        void aLivingHolderOnAnotherMachineIsWaitedFor() {
            leases(ELSEWHERE).acquire(RESOURCE);
            clock.advance(Duration.ofSeconds(29));
            assertThatThrownBy(() -> leases(HERE).acquire(RESOURCE))
                    .hasMessage("Cannot materialize airport_delays@1: process " + HERE.pid() + " on host far has held "
                            + "it since 2026-01-01T00:00:00Z. Wait for it, or end that process; one that is silent is "
                            + "followed after 30 s.");
        }

        @Test
        void aSilentHolderIsFollowedAfterTheLeaseTimeAndLearnsOfIt() {
            Lease first = leases(ELSEWHERE).acquire(RESOURCE);
            clock.advance(Duration.ofSeconds(30));
            Lease second = leases(HERE).acquire(RESOURCE);
            assertThat(second.fence()).isEqualTo(first.fence() + 1);
            assertThatThrownBy(first::check)
                    .hasMessage("Cannot go on to materialize airport_delays@1: this process no longer holds the lease: "
                            + "process " + HERE.pid() + " on host " + HERE.host()
                            + " took it over at 2026-01-01T00:00:30Z. A process loses it by being silent for longer "
                            + "than 30 s; nothing of this attempt counts. Run it again.");
            second.check();
        }

        @Test
        void whoLostALeaseCannotReleaseItForItsHolder() {
            Lease first = leases(ELSEWHERE).acquire(RESOURCE);
            clock.advance(Duration.ofSeconds(30));
            Lease second = leases(HERE).acquire(RESOURCE);
            first.close();
            second.check();
        }

        @Test
        void aCheckIsASignOfLife() {
            Lease first = leases(ELSEWHERE).acquire(RESOURCE);
            clock.advance(Duration.ofSeconds(20));
            first.check();
            clock.advance(Duration.ofSeconds(20));
            assertThatThrownBy(() -> leases(HERE).acquire(RESOURCE)).hasMessageStartingWith("Cannot materialize");
        }

        @Test
        void aHolderThatOversleptKeepsALeaseThatNobodyTook() {
            Lease first = leases(ELSEWHERE).acquire(RESOURCE);
            clock.advance(Duration.ofHours(1));
            first.check();
            assertThatThrownBy(() -> leases(HERE).acquire(RESOURCE)).hasMessageStartingWith("Cannot materialize");
        }

        @Test
        void aDeadProcessOfThisMachineIsFollowedAtOnce() {
            ProcessIdentity dead = new ProcessIdentity(HERE.host(), HERE.machine(), 4_194_305, Instant.EPOCH);
            Lease first = leases(dead).acquire(RESOURCE);
            Lease second = leases(HERE).acquire(RESOURCE);
            assertThat(second.fence()).isEqualTo(first.fence() + 1);
        }

        @Test
        void aProcessThatOnlyHasTheNumberOfADeadOneIsNotTakenForIt() {
            ProcessIdentity dead = new ProcessIdentity(
                    HERE.host(), HERE.machine(), HERE.pid(), HERE.startedAt().minus(Duration.ofDays(1)));
            leases(dead).acquire(RESOURCE);
            assertThatCode(() -> leases(HERE).acquire(RESOURCE)).doesNotThrowAnyException();
        }

        @Test
        void ofTwoThatSawTheSameRowOneTakesIt() {
            Lease silent = leases(ELSEWHERE).acquire(RESOURCE);
            LeaseRow seen = table.find(RESOURCE).orElseThrow();
            Instant until = clock.instant().plusSeconds(60);
            assertThat(table.replace(seen, seen.takenBy(HERE, clock.instant(), until)))
                    .isTrue();
            assertThat(table.replace(seen, seen.takenBy(HERE, clock.instant(), until)))
                    .isFalse();
            assertThat(table.insert(LeaseRow.first(RESOURCE, HERE, clock.instant(), until)))
                    .isFalse();
            assertThatThrownBy(silent::check).hasMessageContaining("no longer holds the lease");
        }

        @Test
        void aSignOfLifeBetweenALookAndATakeOverSavesTheLease() {
            Lease slow = leases(ELSEWHERE).acquire(RESOURCE);
            LeaseRow seen = table.find(RESOURCE).orElseThrow();
            clock.advance(Duration.ofSeconds(31));
            slow.check();
            assertThat(table.replace(seen, seen.takenBy(HERE, clock.instant(), clock.instant())))
                    .isFalse();
            slow.check();
        }

        @Test
        void theHeartbeatKeepsALeaseAlive() throws InterruptedException {
            LeaseOptions quick = new LeaseOptions(Duration.ofSeconds(2), Duration.ofMillis(100));
            try (Leases holder = new Leases(table, quick, Clock.systemUTC(), () -> ELSEWHERE);
                    Leases other = new Leases(table, quick, Clock.systemUTC(), () -> HERE)) {
                Lease lease = holder.acquire(RESOURCE);
                Instant firstEnd = table.find(RESOURCE).orElseThrow().expiresAt();
                while (Instant.now().isBefore(firstEnd.plusMillis(100))) {
                    Thread.sleep(50);
                }
                assertThatThrownBy(() -> other.acquire(RESOURCE)).hasMessageStartingWith("Cannot materialize");
                lease.close();
                assertThat(other.acquire(RESOURCE).fence()).isEqualTo(2);
            }
        }
    }

    @Nested
    class InMemory extends Contract {
        @Override
        LeaseTable table() {
            return new InMemoryLeaseTable();
        }
    }

    abstract static class InDatabase extends Contract {
        @TempDir
        Path folder;

        private Database database;

        abstract String address();

        @Override
        @BeforeEach
        void begin() {
            database = Addresses.database(folder, address());
            super.begin();
        }

        @Override
        LeaseTable table() {
            return new JdbcLeaseTable(database);
        }

        @Test
        void whoLostTheLeaseOfAProjectCannotRegisterIt() {
            Project project = Addresses.flights(folder, "embedded");
            JdbcDefinitions definitions =
                    new JdbcDefinitions(database, new JdbcAuditLog(database, Clock.systemUTC(), "ada"));
            Lease lost = leases(ELSEWHERE).acquire("apply/flights");
            clock.advance(Duration.ofSeconds(30));
            Lease held = leases(HERE).acquire("apply/flights");
            assertThatThrownBy(() -> definitions.apply(project, Instant.EPOCH, known -> {}, lost))
                    .hasMessage("Cannot apply project flights: another process has taken the lease over meanwhile. "
                            + "Nothing is written. Run it again.");
            assertThat(definitions.newest("flights")).isEmpty();
            assertThat(definitions
                            .apply(project, Instant.EPOCH, known -> {}, held)
                            .summary())
                    .isEqualTo("6 new");
        }

        @AfterEach
        void end() {
            database.close();
        }
    }

    @Nested
    class InSqlite extends InDatabase {
        @Override
        String address() {
            return "embedded";
        }
    }

    @Nested
    class InPostgres extends InDatabase {
        @Override
        String address() {
            return EmbeddedPostgresServer.newRegistry();
        }
    }
}
