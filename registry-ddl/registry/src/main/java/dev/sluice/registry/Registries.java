package dev.sluice.registry;

import dev.sluice.project.Project;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.DatabaseState;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Opens the registry that a project names. */
public final class Registries {
    private Registries() {}

    /**
     * Opens the project's registry; one that is not there yet is made. {@code embedded} is the SQLite file
     * {@code .sluice/registry.db} in the project's folder, {@code jdbc:postgresql://host:port/database} a PostgreSQL. User
     * and password come from the URL, or from SLUICE_REGISTRY_USER and SLUICE_REGISTRY_PASSWORD (environment or system
     * properties), or from PGUSER and PGPASSWORD.
     *
     * @throws dev.sluice.problem.SluiceException when it cannot be opened; the message never shows the password
     */
    public static Registry open(Project project) {
        Database database = Database.open(project.folder(), project.settings().registry(), Registries::setting);
        return new JdbcRegistry(database, LeaseOptions.DEFAULTS, Clock.systemUTC());
    }

    /** How the project's registry stands; nothing is made or changed, and tables of an older version stay so. */
    public static DatabaseState examine(Project project) {
        return Database.examine(project.folder(), project.settings().registry(), Registries::setting);
    }

    private static @Nullable String setting(String name) {
        String property = System.getProperty(name);
        return property == null ? System.getenv(name) : property;
    }
}
