package dev.sluice.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.UnknownOutcomeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** A real server that hangs up, or is cut off, in the middle of a transaction. */
class LostConnectionTest {
    private static final Retries AT_ONCE = new Retries(2, List.of(Duration.ZERO, Duration.ZERO));
    private static final String ADD = "UPDATE counter SET value = value + 1 WHERE name = 'sequence'";
    private static final String HANG_UP = "SELECT pg_terminate_backend(pg_backend_pid())";

    private final String url = EmbeddedPostgresServer.newRegistry();
    private final AtomicInteger tries = new AtomicInteger();

    private static Database open(String url) {
        return Database.open(PostgresServer.at(url, name -> null), AT_ONCE);
    }

    private static long count(Handle handle) {
        return handle.createQuery("SELECT value FROM counter WHERE name = 'sequence'")
                .mapTo(Long.class)
                .one();
    }

    private static long count(Database database) {
        return database.read("look", LostConnectionTest::count);
    }

    private String through(CuttingRelay relay) {
        return url.replace(":" + EmbeddedPostgresServer.port() + "/", ":" + relay.port() + "/");
    }

    private int add(Handle handle) {
        tries.incrementAndGet();
        return handle.execute(ADD);
    }

    @Test
    void whatTheServerHangsUpOnBeforeTheCommitIsDoneAgain() {
        try (Database database = open(url)) {
            database.write("count", handle -> {
                int added = add(handle);
                return tries.get() == 1 ? handle.execute(HANG_UP) : added;
            });
            assertThat(tries).hasValue(2);
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void aReadIsDoneAgain() {
        try (Database database = open(url)) {
            long count = database.read("look", handle -> {
                if (tries.incrementAndGet() == 1) {
                    handle.execute(HANG_UP);
                }
                return count(handle);
            });
            assertThat(count).isZero();
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void aServerThatAlwaysHangsUpIsGivenUp() {
        try (Database database = open(url)) {
            assertThatThrownBy(() -> database.write("count", handle -> {
                        add(handle);
                        return handle.execute(HANG_UP);
                    }))
                    .hasMessageStartingWith("Cannot count in registry jdbc:postgresql://localhost:")
                    .hasMessageContaining("terminating connection")
                    .hasMessageContaining("Check 'registry' in sluice.yaml");
            assertThat(tries).hasValue(3);
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void aCommitWhoseAnswerIsCutOffIsUnknownAndNotDoneAgain() throws Exception {
        try (CuttingRelay relay = CuttingRelay.afterwards(EmbeddedPostgresServer.port(), "COMMIT");
                Database database = open(through(relay));
                Database direct = open(url)) {
            relay.arm();
            assertThatThrownBy(() -> database.write("count", this::add))
                    .isInstanceOf(UnknownOutcomeException.class)
                    .hasMessageStartingWith("Cannot tell whether it worked to count in registry ");
            assertThat(tries).hasValue(1);
            direct.write("wait for the other", handle -> handle.execute("LOCK TABLE counter IN EXCLUSIVE MODE"));
            assertThat(count(direct)).isEqualTo(1);
        }
    }

    @Test
    void aLineThatIsCutBeforeTheCommitIsTakenUpAgain() throws Exception {
        try (CuttingRelay relay = CuttingRelay.before(EmbeddedPostgresServer.port(), "UPDATE counter");
                Database database = open(through(relay))) {
            relay.arm();
            database.write("count", this::add);
            assertThat(tries).hasValue(2);
            assertThat(count(database)).isEqualTo(1);
        }
    }
}
