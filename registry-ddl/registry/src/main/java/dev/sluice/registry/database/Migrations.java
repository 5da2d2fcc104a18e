package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The versions of the tables. Flyway costs most of a second, so it is started only when there is something to do. */
final class Migrations {
    /** The newest version among the migrations. */
    static final int NEWEST = 3;

    private static final String LOCATION = "classpath:dev/sluice/layout/registry";
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
            dialect.exclusively(() -> migrate(dialect));
        }
    }

    /** The version that is installed; 0 when there is none. */
    private static int installed(Dialect dialect) {
        try (Connection connection = dialect.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery(INSTALLED)) {
            return versions.next() ? Integer.parseInt(versions.getString("version")) : 0;
        } catch (SQLException e) {
            if (dialect.errorOf(e) == DatabaseError.NO_TABLES) {
                return 0;
            }
            throw Problem.opening(dialect, e);
        }
    }

    private static void migrate(Dialect dialect) {
        try {
            flyway(dialect).migrate();
        } catch (FlywayException e) {
            throw Problem.of(dialect, "make the tables", e);
        }
    }

    static Flyway flyway(Dialect dialect) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(dialect.connections())
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .placeholderReplacement(false)
                .loggers(FlywayLog.class.getName());
        return (dialect.schema().isEmpty()
                        ? configuration
                        : configuration.schemas(dialect.schema()).createSchemas(false))
                .load();
    }
}
