package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The versions of the tables. All that is missing is made in one transaction: who dies meanwhile leaves what was there
 * before. Flyway costs most of a second, so it is started only when there is something to do.
 */
final class Migrations {
    /** The newest version among the migrations. */
    static final int NEWEST = 5;

    static final String LOCATION = "classpath:dev/sluice/layout/registry";
    private static final String APPEND_ONLY = "classpath:dev/sluice/layout/append_only/";
    private static final String FIRST = "V1__registry.sql";
    private static final String INSTALLED = SqlResource.of(Migrations.class, "installedVersion");

    private Migrations() {}

    /** Sees to it that the tables are of the newest version. Processes may do it at the same time. */
    static void bringUpToDate(Dialect dialect) {
        int installed = installed(dialect);
        if (installed > NEWEST) {
            throw new SluiceException(
                    DatabaseError.TOO_NEW,
                    "Cannot open registry " + dialect.location() + ": its tables are of version " + installed
                            + " and this Sluice knows versions up to " + NEWEST
                            + ". Use the newer Sluice that made them.");
        }
        if (installed < NEWEST) {
            dialect.exclusively(() -> migrateUnlessDone(dialect));
        }
    }

    /** Another process may have done it while this one waited for its turn. */
    private static void migrateUnlessDone(Dialect dialect) {
        if (installed(dialect) < NEWEST) {
            migrate(dialect);
        }
    }

    /** The version that is installed; 0 when there is none. */
    static int installed(Dialect dialect) {
        try (Connection connection = dialect.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery(INSTALLED)) {
            int newest = 0;
            while (versions.next()) {
                if (newest == 0 && !versions.getString("script").equals(FIRST)) {
                    throw notOurs(dialect, "its tables were made by another application");
                }
                newest = Integer.parseInt(versions.getString("version").replaceAll("[._].*", ""));
            }
            return newest;
        } catch (SQLException e) {
            if (dialect.errorOf(e) == DatabaseError.NO_TABLES) {
                return 0;
            }
            throw Problem.opening(dialect, e);
        }
    }

    private static void migrate(Dialect dialect) {
        try (Connection connection = dialect.connections().getConnection()) {
            flyway(dialect, new OneConnection(connection)).migrate();
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw notOurs(dialect, "it holds tables, and they are not those of a registry");
            }
            throw Problem.of(dialect, "make the tables", e);
        } catch (SQLException e) {
            throw Problem.of(dialect, "make the tables", e);
        }
    }

    private static SluiceException notOurs(Dialect dialect, String why) {
        return DatabaseError.NOT_OURS.problem("Cannot open registry " + dialect.location() + ": " + why + ". "
                + dialect.advice(DatabaseError.NOT_OURS));
    }

    static Flyway flyway(Dialect dialect, DataSource connections) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(connections)
                .locations(LOCATION, APPEND_ONLY + dialect.folder())
                .failOnMissingLocations(true)
                .group(true)
                .placeholderReplacement(false)
                .loggers(FlywayLog.class.getName());
        return (dialect.schema().isEmpty()
                        ? configuration
                        : configuration.schemas(dialect.schema()).createSchemas(false))
                .load();
    }
}
