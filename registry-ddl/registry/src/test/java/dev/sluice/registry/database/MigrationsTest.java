package dev.sluice.registry.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    private static final String RUN_OF_THE_FIRST_VERSION = "INSERT INTO run (run_id, sequence, project, view_name, "
            + "view_version, granularity, partition_start, attempt, computation_hash, started_at, state, rows_staged, "
            + "bytes_staged, rows_promoted, seconds, inputs) VALUES ('r1', 1, 'flights', 'delays', 1, 'DAY', 0, 1, 'ab', "
            + "0, 'COMPUTING', 0, 0, 0, 0, '{}')";

    /** Version 2 of a view is followed; 3 was retired; the view gone was retired whole. */
    private static final String VIEWS_OF_THE_FIRST_VERSION = "INSERT INTO definition (project, kind, name, version, "
            + "revision, fields, fingerprint, registered_at, retired_at) VALUES "
            + "('flights', 'feature_view', 'delays', 1, 1, '{}', 'a', 5, NULL), "
            + "('flights', 'feature_view', 'delays', 2, 1, '{}', 'b', 7, NULL), "
            + "('flights', 'feature_view', 'delays', 3, 1, '{}', 'c', 8, 9), "
            + "('flights', 'feature_view', 'gone', 1, 1, '{}', 'd', 5, 6), "
            + "('flights', 'entity', 'airport', 1, 1, '{}', 'e', 5, NULL)";

    private static final List<String> ROWS_OF_THE_THIRD_VERSION = List.of(
            RUN_OF_THE_FIRST_VERSION,
            VIEWS_OF_THE_FIRST_VERSION,
            "INSERT INTO gate_result (run_id, ordinal, expectation, severity, success, observed, element_count, "
                    + "unexpected_count) VALUES ('r1', 1, 'e', 'CRITICAL', 1, '3', 3, 0)",
            "INSERT INTO backfill (project, plan_hash, sequence, plan, state, requested_by, requested_at, approved_by, "
                    + "approved_at, updated_at) VALUES ('flights', 'ab', 2, '{}', 'APPROVED', 'ada', 1, 'grace', 2, 2)",
            "INSERT INTO activation (project, view_name, sequence, version, cause, activated_at) "
                    + "VALUES ('flights', 'delays', 3, 1, 'ASKED', 3)",
            "INSERT INTO source_file (project, source, path, since, size, changed, row_count) "
                    + "VALUES ('flights', 's', '/f', 1, 2, 3, 4)");

    @TempDir
    Path folder;

    private Dialect sqlite() {
        return new SqliteFile(folder.resolve("registry.db"), SqliteFile.PATIENCE);
    }

    private static Dialect postgres() {
        return PostgresServer.at(EmbeddedPostgresServer.newDatabase(), name -> null);
    }

    private static List<String> columns(Dialect dialect) throws SQLException {
        Database.open(dialect).close();
        List<String> columns = new ArrayList<>();
        try (Connection connection = dialect.connections().getConnection();
                ResultSet found = connection
                        .getMetaData()
                        .getColumns(null, dialect.schema().isEmpty() ? null : dialect.schema(), "%", "%")) {
            while (found.next()) {
                columns.add(found.getString("TABLE_NAME") + "." + found.getString("COLUMN_NAME") + " "
                        + found.getString("IS_NULLABLE"));
            }
        }
        return columns.stream()
                .filter(column -> !column.startsWith("flyway") && !column.startsWith("sqlite"))
                .map(column -> column.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    @Test
    void theNewestVersionIsTheNewestOfTheFiles() {
        MigrationInfo[] migrations =
                Migrations.flyway(sqlite(), sqlite().connections()).info().all();
        assertThat(Arrays.stream(migrations)
                        .filter(migration -> migration.getVersion() != null)
                        .mapToInt(migration ->
                                Integer.parseInt(migration.getVersion().getVersion())))
                .contains(Migrations.NEWEST)
                .allMatch(version -> version <= Migrations.NEWEST);
    }

    @Test
    void bothDatabasesGetTheSameTables() throws Exception {
        List<String> columns = columns(sqlite());
        assertThat(columns).contains("run.state no", "run.error yes", "lease.fence no");
        assertThat(columns.stream().map(MigrationsTest::table).distinct())
                .containsExactly(
                        "activation",
                        "audit_entry",
                        "backfill",
                        "consumer",
                        "counter",
                        "definition",
                        "deprecation",
                        "gate_result",
                        "lease",
                        "lineage",
                        "lineage_edge",
                        "materialization",
                        "project_lake",
                        "run",
                        "source_file",
                        "training_set");
        assertThat(withoutPrimaryKeys(columns)).isEqualTo(withoutPrimaryKeys(columns(postgres())));
    }

    @Test
    void whatTheFirstVersionHeldIsThereInTheNewest() throws Exception {
        for (Dialect dialect : List.of(sqlite(), postgres())) {
            fill(dialect, "1", List.of(RUN_OF_THE_FIRST_VERSION, VIEWS_OF_THE_FIRST_VERSION));
            try (Database database = Database.open(dialect)) {
                String inputs = database.read(
                        "look",
                        handle -> handle.createQuery("SELECT inputs FROM run")
                                .mapTo(String.class)
                                .one());
                assertThat(inputs).isEqualTo("{}");
                List<String> active = database.read(
                        "look",
                        handle -> handle.createQuery("SELECT view_name || '@' || version FROM activation")
                                .mapTo(String.class)
                                .list());
                assertThat(active).containsExactly("delays@2");
            }
            assertThat(columns(dialect)).contains("backfill.plan no", "source_file.until yes");
        }
    }

    private static void fill(Dialect dialect, String version, List<String> rows) throws SQLException {
        dialect.exclusively(() -> Flyway.configure()
                .configuration(Migrations.flyway(dialect, dialect.connections()).getConfiguration())
                .locations(Migrations.LOCATION)
                .target(version)
                .load()
                .migrate());
        try (Connection connection = dialect.connections().getConnection();
                Statement statement = connection.createStatement()) {
            for (String row : rows) {
                statement.executeUpdate(row);
            }
        }
    }

    @Test
    void whatTheThirdVersionHeldIsThereInTheNewestBesideAnEmptyAuditLog() throws Exception {
        String everything = "SELECT project || view_name || state FROM run UNION ALL SELECT run_id || observed FROM "
                + "gate_result UNION ALL SELECT plan_hash || approved_by FROM backfill UNION ALL SELECT view_name || "
                + "version FROM activation UNION ALL SELECT path FROM source_file UNION ALL SELECT name || version FROM "
                + "definition UNION ALL SELECT hash FROM audit_entry ORDER BY 1";
        for (Dialect dialect : List.of(sqlite(), postgres())) {
            fill(dialect, "3", ROWS_OF_THE_THIRD_VERSION);
            try (Database database = Database.open(dialect)) {
                List<String> found = database.read(
                        "look",
                        handle -> handle.createQuery(everything)
                                .mapTo(String.class)
                                .list());
                assertThat(found)
                        .containsExactlyInAnyOrder(
                                "/f",
                                "abgrace",
                                "airport1",
                                "delays1",
                                "delays1",
                                "delays2",
                                "delays3",
                                "flightsdelaysCOMPUTING",
                                "gone1",
                                "r13");
            }
        }
    }

    private static String table(String column) {
        return column.substring(0, column.indexOf('.'));
    }

    /** SQLite does not report the columns of a primary key as not null. */
    private static List<String> withoutPrimaryKeys(List<String> columns) {
        return columns.stream()
                .map(column -> column.replaceAll(" (yes|no)$", ""))
                .toList();
    }
}
