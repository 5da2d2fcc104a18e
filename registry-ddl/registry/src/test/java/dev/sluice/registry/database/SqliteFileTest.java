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
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class SqliteFileTest {
    private static final String COUNT = "SELECT value FROM counter WHERE name = 'sequence'";
    private static final String ADD = "UPDATE counter SET value = value + 1 WHERE name = 'sequence'";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve(".sluice").resolve("registry.db");
    }

    private Database open() {
        return Database.open(folder, "embedded", name -> null);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = new SqliteFile(file(), SqliteFile.PATIENCE)
                        .connections()
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Database database, String sql) {
        return database.read(
                "ask", handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    @Test
    void aRegistryThatIsNotThereIsMade() {
        try (Database database = open()) {
            assertThat(text(database, COUNT)).isEqualTo("0");
        }
        assertThat(file()).exists();
    }

    @Test
    void itWaitsForOthersAndLosesNothingWhenThePowerFails() {
        try (Database database = open()) {
            assertThat(text(database, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(text(database, "PRAGMA synchronous")).isEqualTo("2");
            assertThat(text(database, "PRAGMA foreign_keys")).isEqualTo("1");
            assertThat(text(database, "PRAGMA busy_timeout")).isEqualTo("10000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "100%25 ä?mode=memory#x;&", "'quoted\""})
    void theProjectsFolderMayHaveAnyName(String name) {
        Path odd = folder.resolve(name);
        Database.open(odd, "embedded", variable -> null).close();
        assertThat(odd.resolve(".sluice").resolve("registry.db")).isNotEmptyFile();
    }

    @Test
    void aFolderInItsPlaceIsAClearProblem() throws Exception {
        Files.createDirectories(file());
        SluiceException problem = catchThrowableOfType(SluiceException.class, this::open);
        assertThat(problem)
                .hasMessage("Cannot open registry " + file()
                        + ": [SQLITE_CANTOPEN] Unable to open the database file (unable to open database file). See "
                        + "that the folder is there and writable, and that the name is not taken by a folder.");
        assertThat(problem.code()).isEqualTo(DatabaseError.UNREACHABLE);
        assertThat(problem.type()).isEqualTo(ErrorType.EXTERNAL);
    }

    @Test
    void aFileInPlaceOfItsFolderIsAClearProblem() throws Exception {
        Files.createFile(folder.resolve(".sluice"));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("Cannot open registry " + file() + ": ")
                .hasMessageContaining("FileAlreadyExistsException")
                .hasMessageEndingWith("and that the name is not taken by a folder.");
    }

    @Test
    void aFolderThatCannotBeWrittenIsAClearProblem() {
        assertThatThrownBy(() -> Database.open(Path.of("/proc/self"), "embedded", name -> null))
                .hasMessageStartingWith("Cannot open registry /proc/self/.sluice/registry.db: ")
                .hasMessageContaining("See that the folder is there and writable");
    }

    @Test
    void aDamagedFileIsAClearProblemAndLeftAlone() throws Exception {
        Files.createDirectories(file().getParent());
        String text = "This is no database, whatever its name says. ".repeat(100);
        Files.writeString(file(), text);
        assertThatThrownBy(this::open)
                .hasMessage("Cannot open registry " + file()
                        + ": [SQLITE_NOTADB] File opened that is not a database file (file is not a database). The "
                        + "file is damaged, or no registry. Put a copy of it back, or move it away: `sluice apply` "
                        + "then makes a new one.");
        assertThat(file()).hasContent(text);
    }

    @Test
    void aFileThatWasLeftEmptyIsMadeARegistry() throws Exception {
        Files.createDirectories(file().getParent());
        Files.createFile(file());
        try (Database database = open()) {
            assertThat(text(database, COUNT)).isEqualTo("0");
        }
    }

    @Test
    void aRegistryOfANewerSluiceIsLeftAlone() throws Exception {
        open().close();
        int newer = Migrations.NEWEST + 1;
        execute("INSERT INTO flyway_schema_history SELECT 99, '" + newer
                + "', description, type, script, checksum, installed_by, "
                + "installed_on, execution_time, success FROM flyway_schema_history WHERE version = '1'");
        assertThatThrownBy(this::open)
                .hasMessage("Cannot open registry " + file() + ": its tables are of version " + newer
                        + " and this Sluice knows versions up to " + Migrations.NEWEST
                        + ". Use the newer Sluice that made them.");
    }

    @Test
    void anotherThatWritesForTooLongIsAClearProblem() throws Exception {
        open().close();
        SqliteFile impatient = new SqliteFile(file(), Duration.ofMillis(50));
        try (Database database = Database.open(impatient);
                Connection other = impatient.connections().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute(ADD);
            assertThatThrownBy(() -> database.write("count", handle -> handle.execute(ADD)))
                    .hasMessage("Cannot count in registry " + file()
                            + ": [SQLITE_BUSY] The database file is locked (database is locked). Another process has "
                            + "held it for longer than 0 s. Wait for that process, or end it, then try again.");
            assertThat(text(database, COUNT)).isEqualTo("0");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsAClearProblem() {
        open().close();
        try (Database database = Database.open(new ReadOnly(file()))) {
            assertThatThrownBy(() -> database.write("count", handle -> handle.execute(ADD)))
                    .hasMessageStartingWith("Cannot count in registry " + file() + ": [SQLITE_READONLY]")
                    .hasMessageEndingWith("Make the file and its folder writable, and see that the disk is not full.");
        }
    }

    /** Stands for a file whose permissions forbid writing, which hold back nobody who tests as the system's owner. */
    private static final class ReadOnly extends DialectDecorator {
        private final Path file;

        ReadOnly(Path file) {
            super(new SqliteFile(file, SqliteFile.PATIENCE));
            this.file = file;
        }

        @Override
        public SQLiteDataSource connections() {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + file);
            return source;
        }
    }
}
