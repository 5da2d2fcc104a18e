package dev.sluice.registry.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.ChildJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that are killed while they bring a registry of the first version up to date. */
class KilledMigrationTest {
    private static final String DEFINITION = "INSERT INTO definition (project, kind, name, version, revision, fields, "
            + "fingerprint, registered_at) VALUES ('flights', 'feature_view', 'delays', 1, 1, '{}', 'a', 5)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "CREATE TABLE audit_entry, statement",
        "V4__audit.sql, commit",
    })
    void theNextOneFinishesWhatAKilledOneHasBegun(String text, String where) {
        String file = folder.resolve(".sluice").resolve("registry.db").toString();
        for (String place : List.of(file, EmbeddedPostgresServer.newDatabase())) {
            Dialect dialect = HalfwayMigration.dialect(place);
            dialect.prepare();
            ofTheFirstVersion(dialect);
            Path output = folder.resolve(dialect.folder() + ".txt");
            try (ChildJvm halfway = ChildJvm.start(output, HalfwayMigration.class, place, text, where)) {
                halfway.awaiting("halfway");
            }
            try (Database database = Database.open(dialect)) {
                assertThat(texts(database, "SELECT view_name || '@' || version FROM activation"))
                        .as("the data of the first version, on %s", dialect.folder())
                        .containsExactly("delays@1");
                assertThat(texts(database, "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL"))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, Migrations.NEWEST)
                                .mapToObj(Integer::toString)
                                .toList());
                assertThat(texts(database, "SELECT hash FROM audit_entry")).isEmpty();
            }
        }
    }

    private static void ofTheFirstVersion(Dialect dialect) {
        dialect.exclusively(() -> Flyway.configure()
                .configuration(Migrations.flyway(dialect, dialect.connections()).getConfiguration())
                .locations(Migrations.LOCATION)
                .target("1")
                .load()
                .migrate());
        fill(dialect);
    }

    private static void fill(Dialect dialect) {
        try (Connection connection = dialect.connections().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(DEFINITION);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Database database, String sql) {
        return database.read(
                "look", handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
