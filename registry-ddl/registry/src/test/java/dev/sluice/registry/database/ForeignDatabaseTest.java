package dev.sluice.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are somebody else's, of another time, or not to be written. */
class ForeignDatabaseTest {
    private static final String HISTORY_OF_ANOTHER = "CREATE TABLE flyway_schema_history (installed_rank INT, "
            + "version VARCHAR(50), description VARCHAR(200), type VARCHAR(20), script VARCHAR(1000), checksum INT, "
            + "installed_by VARCHAR(100), installed_on TIMESTAMP, execution_time INT, success BOOLEAN)";
    private static final String MIGRATION_OF_ANOTHER = "INSERT INTO flyway_schema_history (installed_rank, version, "
            + "script, success) VALUES (1, '20260101.7', 'V20260101_7__invoices.sql', true)";

    @TempDir
    Path folder;

    private List<Dialect> dialects = List.of();

    /** An empty SQLite file, and the schema public of an empty PostgreSQL database. */
    @BeforeEach
    void newDatabases() throws Exception {
        Path file = folder.resolve(".sluice").resolve("registry.db");
        Files.createDirectories(file.getParent());
        dialects = List.of(
                new SqliteFile(file, SqliteFile.PATIENCE),
                postgres(EmbeddedPostgresServer.newDatabase() + "&currentSchema=public"));
    }

    private static Dialect postgres(String url) {
        return PostgresServer.at(url, name -> null);
    }

    private static void execute(Dialect dialect, String... statements) throws SQLException {
        try (Connection connection = dialect.connections().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String remedy(Dialect dialect) {
        return dialect instanceof SqliteFile
                ? "Move the file away: `sluice apply` then makes a registry."
                : "Give the registry a database of its own, or a schema: create it and add ?currentSchema=NAME to "
                        + "'registry' in sluice.yaml.";
    }

    @Test
    void otherTablesAreLeftAlone() throws Exception {
        for (Dialect dialect : dialects) {
            execute(dialect, "CREATE TABLE invoice (id INTEGER)", "INSERT INTO invoice VALUES (7)");
            SluiceException problem = catchThrowableOfType(SluiceException.class, () -> Database.open(dialect));
            assertThat(problem)
                    .hasMessage("Cannot open registry " + dialect.location()
                            + ": it holds tables, and they are not those of a registry. " + remedy(dialect));
            assertThat(problem.type()).isEqualTo(ErrorType.DEFINITION);
            execute(dialect, "DROP TABLE invoice");
            Database.open(dialect).close();
        }
    }

    @Test
    void tablesThatAnotherApplicationMigratesAreLeftAlone() throws Exception {
        for (Dialect dialect : dialects) {
            execute(dialect, HISTORY_OF_ANOTHER, MIGRATION_OF_ANOTHER);
            assertThatThrownBy(() -> Database.open(dialect))
                    .hasMessage("Cannot open registry " + dialect.location()
                            + ": its tables were made by another application. " + remedy(dialect));
        }
    }

    @Test
    void tablesOfANewerSluiceAreLeftAlone() throws Exception {
        for (Dialect dialect : dialects) {
            Database.open(dialect).close();
            execute(
                    dialect,
                    "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, "
                            + "installed_by, execution_time, success) VALUES (99, '77', 'x', 'SQL', 'V77__x.sql', 'x', 1, true)");
            assertThatThrownBy(() -> Database.open(dialect))
                    .hasMessage("Cannot open registry " + dialect.location()
                            + ": its tables are of version 77 and this " + "Sluice knows versions up to "
                            + Migrations.NEWEST + ". Use the newer Sluice that made them.");
        }
    }

    @Test
    void aDatabaseThatIsReadOnlyCanBeReadAndSaysSoWhenItIsWritten() {
        String url = EmbeddedPostgresServer.newDatabase();
        Database.open(postgres(url)).close();
        try (Database database = Database.open(postgres(url + "&options=-c%20default_transaction_read_only=on"))) {
            assertThat(database.<Long>read(
                            "look",
                            handle -> handle.createQuery("SELECT value FROM counter")
                                    .mapTo(Long.class)
                                    .one()))
                    .isZero();
            assertThatThrownBy(() -> database.write("count", handle -> handle.execute("UPDATE counter SET value = 1")))
                    .hasMessageStartingWith("Cannot count in registry jdbc:postgresql://localhost:")
                    .hasMessageContaining("cannot execute UPDATE in a read-only transaction")
                    .hasMessageEndingWith("Give the user the right to create and write the schema sluice, and see that "
                            + "the disk is not full.");
        }
        String empty = EmbeddedPostgresServer.newDatabase() + "&options=-c%20default_transaction_read_only=on";
        assertThatThrownBy(() -> Database.open(postgres(empty)))
                .hasMessageStartingWith("Cannot make the tables in registry ")
                .hasMessageContaining("read-only transaction");
    }
}
