package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registries;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCheckTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void anEmbeddedRegistryIsNotMadeByLookingAtIt() {
        DoctoredProject project = DoctoredProject.in(folder);
        assertThat(found(project, Clock.systemUTC()))
                .containsExactly(Finding.warning(
                        "registry",
                        folder.resolve(".sluice/registry.db") + " has no tables yet.",
                        "`sluice apply` makes them."));
        assertThat(folder.resolve(".sluice")).doesNotExist();
    }

    @Test
    void anEmbeddedRegistryThatWorksIsOkAndOneOfANewerSluiceIsNot() throws SQLException {
        DoctoredProject project = DoctoredProject.in(folder);
        Registries.open(project.read()).close();
        assertThat(found(project, Clock.systemUTC()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK))
                .satisfies(finding -> assertThat(finding.message()).endsWith("writable."));

        execute("jdbc:sqlite:" + folder.resolve(".sluice/registry.db"), """
                UPDATE flyway_schema_history SET version = '99'
                WHERE installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)
                """);
        assertThat(found(project, Clock.systemUTC()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding -> assertThat(finding.text())
                        .contains("has tables of version 99", "Use the newer Sluice that made them."));
    }

    @Test
    void aDamagedFileIsBroken() {
        DoctoredProject project = DoctoredProject.in(folder).write(".sluice/registry.db", "no database ".repeat(100));
        assertThat(found(project, Clock.systemUTC()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding -> assertThat(finding.message()).contains("Put a copy of it back"));
    }

    @Test
    void aServerThatIsNotThereIsBroken() {
        DoctoredProject project =
                DoctoredProject.in(folder).settings("registry: jdbc:postgresql://127.0.0.1:1/registry\n");
        assertThat(found(project, Clock.systemUTC()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding ->
                        assertThat(finding.message()).contains("127.0.0.1:1", "Check 'registry' in sluice.yaml"));
    }

    @Test
    void aServerIsOkUnlessItCannotBeWrittenOrItsClockIsWrong() {
        String url = postgres.getJdbcUrl("postgres", "postgres");
        DoctoredProject project = DoctoredProject.in(folder).settings("registry: " + url + "\n");
        assertThat(found(project, Clock.systemUTC()))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.WARNING, Verdict.OK);
        Registries.open(project.read()).close();
        assertThat(found(project, Clock.systemUTC()))
                .extracting(Finding::subject, Finding::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("registry", Verdict.OK),
                        org.assertj.core.groups.Tuple.tuple("clock of registry", Verdict.OK));

        Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-61));
        assertThat(found(project, fast).get(1).text())
                .matches("It is 6[01] min ahead of this machine's\\. Let both follow a time server .*");
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(10));
        assertThat(found(project, late).get(1).verdict()).isEqualTo(Verdict.WARNING);

        project.settings("registry: " + url + "&options=-c%20default_transaction_read_only=on\n");
        assertThat(found(project, Clock.systemUTC()).get(0))
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding -> assertThat(finding.text())
                        .contains("can be read and not written: ", "read-only transaction", "Name the primary server"));
        project.settings("registry: " + url + "\n");
        assertThat(found(project, Clock.systemUTC()).get(0).verdict()).isEqualTo(Verdict.OK);
    }

    private static List<Finding> found(DoctoredProject project, Clock clock) {
        return Examination.of(List.of(new RegistryCheck(project.read(), clock))).findings();
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
