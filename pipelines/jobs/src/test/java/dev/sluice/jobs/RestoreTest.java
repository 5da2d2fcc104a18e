package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pipelines/docs/OPERATIONS.md says of backups: taken, the original destroyed, restored, compared. */
class RestoreTest {
    private static final String[] TWO_DAYS = {"backfill", "--from", "2001-03-01", "--to", "2001-03-03"};
    private static final String[] THREE_DAYS = {"backfill", "--from", "2001-03-01", "--to", "2001-03-04"};

    @TempDir
    private Path folder;

    private SmallProject project;
    private Path backup;

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @BeforeEach
    void aProjectWithTwoDays() {
        project = SmallProject.in(folder.resolve("project"));
        backup = folder.resolve("backup");
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
        project.sluice(TWO_DAYS).succeeds();
    }

    @Test
    void aProjectThatWasDestroyedAnswersAsBefore() {
        project.sluice("materialize").succeeds();
        String set = project.trainingSet().answer("/id").asText();
        List<String> before = answers();

        copy(project.folder().resolve("lake"), backup.resolve("lake"));
        backUpRegistry();
        delete(project.folder().resolve("lake"));
        delete(project.folder().resolve(".sluice"));
        copy(backup.resolve("lake"), project.folder().resolve("lake"));
        restoreRegistry();

        assertThat(project.sluice("materialize").answer("/views/0/written").asInt())
                .as("the registry remembers that latest was written")
                .isZero();
        project.sluice("reconcile", "airport_delays", "--repair").succeeds();
        assertThat(answers()).isEqualTo(before);
        project.sluice("audit", "--verify").succeeds();
        project.sluice("training-set", "rebuild", set, "--out", project.path("again"))
                .succeeds();
        assertThat(upToDate(TWO_DAYS)).isEqualTo(2);
    }

    @Test
    void ofALakeAndARegistryTheOlderOneCatchesUp() {
        backUpRegistry();
        copy(project.folder().resolve("lake"), backup.resolve("lake"));
        project.sluice(THREE_DAYS).succeeds();
        List<Row> before = rows();

        restoreRegistry();
        CommandRun forgotten = project.sluice(THREE_DAYS).succeeds();
        assertThat(forgotten.json().at("/promoted").asInt()).isEqualTo(1);
        assertThat(rows()).isEqualTo(before);

        delete(project.folder().resolve("lake"));
        copy(backup.resolve("lake"), project.folder().resolve("lake"));
        assertThat(upToDate(THREE_DAYS))
                .as("the registry remembers what the lake has lost")
                .isEqualTo(3);
        assertThat(rows()).hasSizeLessThan(before.size());
        project.sluice("backfill", "--from", "2001-03-03", "--to", "2001-03-04", "--force")
                .succeeds();
        assertThat(rows()).isEqualTo(before);
        project.sluice("audit", "--verify").succeeds();
    }

    private int upToDate(String... backfill) {
        return project.sluice(backfill).answer("/up_to_date").asInt();
    }

    /** What readers and operators see. */
    private List<String> answers() {
        return List.of(
                rows().toString(),
                vector().toString(),
                project.sluice("status").out(),
                project.sluice("history", "airport_delays").succeeds().out(),
                project.sluice("quality", "airport_delays").succeeds().out(),
                project.sluice("plan").succeeds().out());
    }

    private JsonNode vector() {
        return project.sluice("get", "delays", "origin=ORD").succeeds().json();
    }

    private List<Row> rows() {
        LocalSpark.session().catalog().clearCache();
        return LocalSpark.session()
                .read()
                .format("delta")
                .load(project.path("lake/features/airport_delays/v1"))
                .select("airport", "departures", "mean_delay", "event_time")
                .orderBy("event_time", "airport")
                .collectAsList();
    }

    private void backUpRegistry() {
        try {
            Files.createDirectories(backup);
            Files.deleteIfExists(backup.resolve("registry.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + project.path(".sluice/registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + backup.resolve("registry.db") + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void restoreRegistry() {
        for (String file : List.of("registry.db", "registry.db-wal", "registry.db-shm")) {
            delete(project.folder().resolve(".sluice/" + file));
        }
        copy(backup.resolve("registry.db"), project.folder().resolve(".sluice/registry.db"));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            Files.createDirectories(to.getParent());
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
