package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database, for the processes of many machines. Its tables lie in the schema {@code sluice}, unless the URL
 * says otherwise with {@code currentSchema}.
 *
 * <p>Who it connects as: what the URL says; else SLUICE_REGISTRY_USER and SLUICE_REGISTRY_PASSWORD; else PGUSER and
 * PGPASSWORD; else the driver's own defaults (the system's user, ~/.pgpass).
 */
final class PostgresServer implements Dialect {
    static final String SCHEMA = "sluice";

    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    private final PGSimpleDataSource source;
    private final String location;

    private PostgresServer(PGSimpleDataSource source, String location) {
        this.source = source;
        this.location = location;
    }

    /** The database of a URL; settings that it does not give come from the environment. */
    static PostgresServer at(String url, UnaryOperator<@Nullable String> environment) {
        if (Driver.parseURL(url, null) == null) {
            throw new SluiceException(
                    DatabaseError.INVALID_ADDRESS,
                    "Invalid registry: '" + withoutSecrets(url)
                            + "' is no address of a PostgreSQL. Write jdbc:postgresql://host:port/database.");
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        complete(source, environment);
        return new PostgresServer(source, withoutSecrets(url));
    }

    private static void complete(PGSimpleDataSource source, UnaryOperator<@Nullable String> environment) {
        if (source.getUser() == null) {
            source.setUser(firstSet(environment, "SLUICE_REGISTRY_USER", "PGUSER"));
        }
        if (source.getPassword() == null) {
            source.setPassword(firstSet(environment, "SLUICE_REGISTRY_PASSWORD", "PGPASSWORD"));
        }
        if (source.getCurrentSchema() == null) {
            source.setCurrentSchema(SCHEMA);
        }
        source.setApplicationName("sluice");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
    }

    private static @Nullable String firstSet(
            UnaryOperator<@Nullable String> environment, String name, String alternative) {
        String value = environment.apply(name);
        return value == null ? environment.apply(alternative) : value;
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
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
        return location;
    }

    /** By the classes of SQLSTATE. */
    @Override
    public DatabaseError errorOf(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return DatabaseError.CONNECTION_LOST;
        }
        return switch (state) {
            case "40001", "40P01" -> DatabaseError.CONFLICT;
            case "55P03", "57014" -> DatabaseError.BUSY;
            case "42P01", "3F000" -> DatabaseError.NO_TABLES;
            case "25006", "42501", "53100" -> DatabaseError.NOT_WRITABLE;
            case "XX001", "XX002" -> DatabaseError.DAMAGED;
            default -> byClass(state);
        };
    }

    private static DatabaseError byClass(String state) {
        if (isRefusedEntry(state)) {
            return DatabaseError.UNREACHABLE;
        }
        boolean lost = state.startsWith("08") || state.startsWith("57P");
        return lost ? DatabaseError.CONNECTION_LOST : DatabaseError.REFUSED;
    }

    /** 08001 and 08004: no connection; 28: wrong user or password; 3D: no such database; 53: too many connections. */
    private static boolean isRefusedEntry(String state) {
        return state.equals("08001")
                || state.equals("08004")
                || state.startsWith("28")
                || state.startsWith("3D")
                || state.startsWith("53");
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
            case DAMAGED -> "The database is damaged. Put a backup back.";
            default -> "Try again; if it stays so, report it.";
        };
    }

    @Override
    public String schema() {
        return String.valueOf(source.getCurrentSchema());
    }

    @Override
    public void prepare() {
        // A server is there or it is not.
    }

    /** Flyway's own advisory lock on the server is enough. */
    @Override
    public void exclusively(Runnable work) {
        work.run();
    }
}
