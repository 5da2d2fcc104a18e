package dev.sluice.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.UnknownOutcomeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What transactions promise, on every kind of database. */
class DatabaseTest {
    abstract static class Contract {
        /** A dialect of a new, empty database. */
        abstract Dialect dialect();

        /** What its driver throws when the answer to a commit does not come. */
        abstract SQLException lostAnswer();

        static long count(Database database) {
            return database.read("ask", Contract::count);
        }

        private static long count(Handle handle) {
            return handle.createQuery("SELECT value FROM counter WHERE name = 'sequence'")
                    .mapTo(Long.class)
                    .one();
        }

        static int set(Handle handle, long count) {
            return handle.execute("UPDATE counter SET value = ? WHERE name = 'sequence'", count);
        }

        @Test
        void aTransactionThatFailsLeavesNothing() {
            try (Database database = Database.open(dialect())) {
                assertThatThrownBy(() -> database.write("count", handle -> {
                            set(handle, 7);
                            throw new IllegalStateException("boom");
                        }))
                        .hasMessage("boom");
                assertThat(count(database)).isZero();
            }
        }

        @Test
        void aStatementThatTheDatabaseRefusesIsAProblemInOneLine() {
            try (Database database = Database.open(dialect())) {
                assertThatThrownBy(() -> database.write("count", handle -> handle.execute("UPDATE nowhere SET x = 1")))
                        .hasMessageStartingWith("Cannot count in registry ")
                        .hasMessageContaining("nowhere")
                        .hasMessageNotContaining("\n");
            }
        }

        @Test
        void aCommitWhoseAnswerIsLostMayHaveWorked() {
            Unlucky dialect = new Unlucky(dialect(), "commit", lostAnswer());
            try (Database database = Database.open(dialect)) {
                dialect.unlucky = true;
                assertThatThrownBy(() -> database.write("count", handle -> set(handle, 7)))
                        .isInstanceOf(UnknownOutcomeException.class)
                        .hasMessage("Cannot tell whether it worked to count in registry " + dialect.location()
                                + ": gone. It may have been written. Look with `sluice history` or `sluice plan`, or "
                                + "run the command again: what is there already is not written twice.");
                assertThat(count(database)).isEqualTo(7);
            }
        }

        @Test
        void whatIsCommittedIsCommittedHoweverTheConnectionEnds() {
            Unlucky dialect = new Unlucky(dialect(), "close", lostAnswer());
            try (Database database = Database.open(dialect)) {
                dialect.unlucky = true;
                int updated = database.write("count", handle -> set(handle, 7));
                assertThat(updated).isEqualTo(1);
                dialect.unlucky = false;
                assertThat(count(database)).isEqualTo(7);
            }
        }

        @RepeatedTest(5)
        void threadsThatOpenItAtOnceMakeItOnce() throws Exception {
            Dialect dialect = dialect();
            CyclicBarrier together = new CyclicBarrier(8);
            List<Long> counts = atOnce(8, () -> {
                together.await();
                try (Database database = Database.open(dialect)) {
                    return count(database);
                }
            });
            assertThat(counts).containsOnly(0L);
        }

        static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                List<T> results = new ArrayList<>();
                for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, work))) {
                    results.add(future.get());
                }
                return results;
            } finally {
                executor.shutdown();
            }
        }
    }

    @Nested
    class OnSqlite extends Contract {
        @TempDir
        Path folder;

        @Override
        Dialect dialect() {
            return new SqliteFile(folder.resolve("registry.db"), SqliteFile.PATIENCE);
        }

        @Override
        SQLException lostAnswer() {
            int ioError = 10;
            return new SQLException("gone", null, ioError);
        }

        @Test
        void whatATransactionReadsStaysTrueUntilItWrites() throws Exception {
            try (Database database = Database.open(dialect())) {
                atOnce(8, () -> {
                    for (int i = 0; i < 10; i++) {
                        database.write("count", handle -> set(handle, Contract.count(handle) + 1));
                    }
                    return 0;
                });
                assertThat(count(database)).isEqualTo(80);
            }
        }
    }

    @Nested
    class OnPostgres extends Contract {
        @Override
        Dialect dialect() {
            return PostgresServer.at(EmbeddedPostgresServer.newDatabase(), name -> null);
        }

        @Override
        SQLException lostAnswer() {
            return new SQLException("gone", "08006");
        }

        @Test
        void transactionsInEachOthersWayAreTriedAgain() throws Exception {
            try (Database database = Database.open(dialect())) {
                List<Integer> tries = atOnce(2, () -> {
                    int[] tried = {0};
                    database.write("count", handle -> {
                        tried[0]++;
                        handle.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                        long seen = Contract.count(handle);
                        handle.execute("SELECT pg_sleep(0.3)");
                        return set(handle, seen + 1);
                    });
                    return tried[0];
                });
                assertThat(count(database)).isEqualTo(2);
                assertThat(tries).containsExactlyInAnyOrder(1, 2);
            }
        }

        @Test
        void aTransactionThatIsAlwaysInTheWayIsGivenUp() {
            int[] tried = {0};
            try (Database database = Database.open(dialect())) {
                assertThatThrownBy(() -> database.write("count", handle -> {
                            tried[0]++;
                            return handle.execute("DO $$BEGIN RAISE SQLSTATE '40001'; END$$");
                        }))
                        .hasMessageStartingWith("Cannot count in registry jdbc:postgresql://localhost:")
                        .hasMessageEndingWith("Other processes write the same rows all the time. Try again.");
            }
            assertThat(tried[0]).isEqualTo(1 + Retries.DEFAULTS.conflicts());
        }
    }

    /** When unlucky, one method of its connections does what it is for, and then throws as if the connection had broken. */
    private static final class Unlucky extends DialectDecorator {
        private final String unluckyMethod;
        private final SQLException lost;
        private boolean unlucky;

        Unlucky(Dialect decorated, String unluckyMethod, SQLException lost) {
            super(decorated);
            this.unluckyMethod = unluckyMethod;
            this.lost = lost;
        }

        @Override
        public DataSource connections() {
            DataSource source = super.connections();
            return (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> losing((Connection) call(source, method, arguments)));
        }

        private Connection losing(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        Object result = call(connection, method, arguments);
                        if (unlucky && method.getName().equals(unluckyMethod)) {
                            throw lost;
                        }
                        return result;
                    });
        }

        private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }
}
