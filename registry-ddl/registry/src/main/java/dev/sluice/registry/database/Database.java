package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database with a registry's tables, used in transactions. Threads may share it; each transaction has a connection of
 * its own.
 *
 * <p>Where transactions of other processes are in the way, SQLite waits for its turn, and PostgreSQL's refusals
 * (serialization, deadlock) are tried again, as is what lost its connection before it was committed. Nothing else is: a
 * commit whose answer was lost may have worked.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Dialect dialect;
    private final Jdbi jdbi;
    private final @Nullable Connection anchor;
    private final Retries retries;

    private Database(Dialect dialect, Jdbi jdbi, @Nullable Connection anchor, Retries retries) {
        this.dialect = dialect;
        this.jdbi = jdbi;
        this.anchor = anchor;
        this.retries = retries;
    }

    /**
     * Opens the database that a project names, and makes it or brings it up to date where necessary.
     *
     * @param address {@code embedded}, or the JDBC URL of a PostgreSQL
     * @param environment the environment's variables by name
     */
    public static Database open(Path projectFolder, String address, UnaryOperator<@Nullable String> environment) {
        return open(dialect(projectFolder, address, environment));
    }

    /** How the database that a project names stands; nothing is made or changed. */
    public static DatabaseState examine(
            Path projectFolder, String address, UnaryOperator<@Nullable String> environment) {
        return new Examination(dialect(projectFolder, address, environment)).state();
    }

    private static Dialect dialect(Path projectFolder, String address, UnaryOperator<@Nullable String> environment) {
        if (address.equals("embedded")) {
            Path file = projectFolder.resolve(".sluice").resolve("registry.db");
            return new SqliteFile(file, SqliteFile.PATIENCE);
        }
        if (address.startsWith("jdbc:postgresql:")) {
            return PostgresServer.at(address, environment);
        }
        throw new SluiceException(
                DatabaseError.INVALID_ADDRESS,
                "Invalid registry: '" + address.replaceAll("(?s)^([^:]*:[^:]*:).+", "$1...")
                        + "'. Write embedded, or jdbc:postgresql://host:port/database, in sluice.yaml.");
    }

    static Database open(Dialect dialect) {
        return open(dialect, Retries.DEFAULTS);
    }

    static Database open(Dialect dialect, Retries retries) {
        dialect.prepare();
        Migrations.bringUpToDate(dialect);
        try {
            return new Database(dialect, Jdbi.create(dialect.connections()), dialect.anchor(), retries);
        } catch (SQLException e) {
            throw Problem.opening(dialect, e);
        }
    }

    /** Reads with one statement; {@code what} completes "Cannot ...". */
    public <T> T read(String what, Function<Handle, T> reading) {
        return retries.during(() -> readOnce(what, reading));
    }

    private <T> T readOnce(String what, Function<Handle, T> reading) {
        try (Handle handle = jdbi.open()) {
            return reading.apply(handle);
        } catch (JdbiException e) {
            throw Problem.of(dialect, what, e);
        }
    }

    /**
     * Writes in one transaction: all of it or, after an exception, nothing. The work may be run more than once.
     *
     * @throws dev.sluice.problem.UnknownOutcomeException when the answer to the commit was lost
     */
    public <T> T write(String what, Function<Handle, T> work) {
        return retries.during(() -> writeOnce(what, work));
    }

    private <T> T writeOnce(String what, Function<Handle, T> work) {
        try {
            Handle handle = jdbi.open();
            try {
                T result = worked(handle, work);
                commit(what, handle);
                return result;
            } finally {
                end(handle);
            }
        } catch (JdbiException e) {
            throw Problem.of(dialect, what, e);
        }
    }

    /** What was committed stays so and what was not does not, however the connection ends. */
    private static void end(Handle handle) {
        try {
            handle.close();
        } catch (JdbiException e) {
            LOG.debug("Cannot close a connection", e);
        }
    }

    private static <T> T worked(Handle handle, Function<Handle, T> work) {
        handle.begin();
        try {
            return work.apply(handle);
        } catch (RuntimeException e) {
            rollback(handle, e);
            throw e;
        }
    }

    private void commit(String what, Handle handle) {
        try {
            handle.commit();
        } catch (JdbiException e) {
            boolean unknown = Problem.errorOf(dialect, e) == DatabaseError.CONNECTION_LOST;
            rollback(handle, e);
            throw unknown ? Problem.unknown(dialect, what, e) : e;
        }
    }

    private static void rollback(Handle handle, RuntimeException reason) {
        try {
            handle.rollback();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** Lets the database go. */
    @Override
    public void close() {
        try {
            if (anchor != null) {
                anchor.close();
            }
        } catch (SQLException e) {
            throw Problem.of(dialect, "end the work", e);
        }
    }
}
