package dev.sluice.registry.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A look at a database that leaves it as it is. */
final class Examination {
    private static final String WRITE = SqlResource.of(Examination.class, "write");

    private final Dialect dialect;

    Examination(Dialect dialect) {
        this.dialect = dialect;
    }

    DatabaseState state() {
        if (!dialect.isThere()) {
            return new DatabaseState(dialect.location(), 0, Migrations.NEWEST, null, null);
        }
        int installed = Migrations.installed(dialect);
        try (Connection connection = dialect.connections().getConnection()) {
            Instant now = now(connection);
            return new DatabaseState(
                    dialect.location(), installed, Migrations.NEWEST, installed == 0 ? null : refusal(connection), now);
        } catch (SQLException e) {
            throw Problem.opening(dialect, e);
        }
    }

    private @Nullable Instant now(Connection connection) throws SQLException {
        String clock = dialect.clock();
        if (clock.isEmpty()) {
            return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(clock)) {
            return row.next() ? row.getTimestamp(1).toInstant() : null;
        }
    }

    /** What the database says to a write, which is taken back. */
    private static @Nullable String refusal(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(WRITE);
            return null;
        } catch (SQLException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        } finally {
            connection.rollback();
        }
    }
}
