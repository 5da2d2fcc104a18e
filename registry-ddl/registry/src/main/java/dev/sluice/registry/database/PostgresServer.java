package dev.sluice.registry.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database, for the processes of many machines. */
final class PostgresServer implements Dialect {
    private static final String LOCK = SqlResource.of(PostgresServer.class, "lock");
    private static final String CLOCK = SqlResource.of(PostgresServer.class, "clock");
    private static final String CREATE_SCHEMA = SqlResource.of(PostgresServer.class, "createSchema");

    private final PGSimpleDataSource source;

    private PostgresServer(PGSimpleDataSource source) {
        this.source = source;
    }

    /** The database of a URL; who connects, if it does not say, comes from the environment. */
    static PostgresServer at(String url, UnaryOperator<@Nullable String> environment) {
        return new PostgresServer(PostgresUrl.parse(url).source(environment));
    }

    @Override
    public DataSource connections() {
        return source;
    }

    @Override
    public @Nullable Connection anchor() {
        return null;
    }

    @Override
    public String location() {
        return PostgresUrl.shown(source);
    }

    @Override
    public DatabaseError errorOf(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? DatabaseError.CONNECTION_LOST : PostgresState.errorOf(state);
    }

    @Override
    public String advice(DatabaseError error) {
        return switch (error) {
            case UNREACHABLE, CONNECTION_LOST ->
                "Check 'registry' in sluice.yaml, that the server runs, and the user and "
                        + "password in SLUICE_REGISTRY_USER and SLUICE_REGISTRY_PASSWORD.";
            case BUSY -> "Another transaction holds it. Wait for it, or end it, then try again.";
            case CONFLICT -> "Other processes write the same rows all the time. Try again.";
            case NOT_WRITABLE ->
                "Give the user the right to create and write the schema " + schema()
                        + ", and see that the disk is not full.";
            case NO_TABLES ->
                "Create the schema " + schema() + " first; only the schema " + PostgresUrl.SCHEMA
                        + " is made by itself.";
            case NOT_OURS ->
                "Give the registry a database of its own, or a schema: create it and add ?currentSchema=NAME to 'registry' in sluice.yaml.";
            case DAMAGED -> "The database is damaged. Put a backup back.";
            default -> "Try again; if it stays so, report it.";
        };
    }

    @Override
    public String schema() {
        return String.valueOf(source.getCurrentSchema());
    }

    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public String clock() {
        return CLOCK;
    }

    @Override
    public void prepare() {
        // A server is there or it is not.
    }

    /** Holds an advisory lock of the database, which the server frees when the connection ends. */
    @Override
    public void exclusively(Runnable work) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            if (schema().equals(PostgresUrl.SCHEMA)) {
                statement.execute(CREATE_SCHEMA);
            }
            requireSchema(connection);
            work.run();
        } catch (SQLException e) {
            throw Problem.of(this, "make the tables", e);
        }
    }

    private void requireSchema(Connection connection) throws SQLException {
        if (connection.getSchema() == null) {
            throw new SQLException("there is no schema " + schema(), PostgresState.INVALID_SCHEMA_NAME);
        }
    }
}
