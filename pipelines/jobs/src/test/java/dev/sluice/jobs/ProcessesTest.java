package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.ChildJvm;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as processes: killed with no chance to clean up, and two at the same time. */
class ProcessesTest {
    /** Longer than a lease is held for a silent process. */
    private static final long SILENCE_NANOS = 90_000_000_000L;

    private static final long PAUSE_MILLIS = 2_000;
    private static final String[] BACKFILL = {"backfill", "--from", "2001-03-01", "--to", "2001-03-04"};

    @TempDir
    private Path folder;

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @Test
    void aBackfillThatIsKilledTwiceEndsAsAnUndisturbedOne() {
        SmallProject undisturbed = applied("undisturbed");
        undisturbed.sluice(BACKFILL).succeeds();
        SmallProject killed = applied("killed");

        backfillUntil(killed, "staging/airport_delays/v1/*/*.parquet");
        backfillUntil(killed, "features/airport_delays/v1/_delta_log/*1.json");
        killed.sluice(BACKFILL).succeeds();

        assertThat(rows(killed, "features")).isEqualTo(rows(undisturbed, "features"));
        assertThat(rows(killed, "latest")).isEqualTo(rows(undisturbed, "latest"));
        assertThat(exists(killed, "staging/airport_delays/v1/*")).isFalse();
        assertThat(killed.sluice("status").answer("/views/0/problems")).isEmpty();
        assertThat(killed.sluice(BACKFILL).answer("/up_to_date").asInt()).isEqualTo(3);
    }

    @Test
    void ofTwoRunsOfAPartitionAtOnceOneWinsAndNothingIsMixed() {
        SmallProject project = applied("twice");
        try (ChildJvm one = start(project, "one", "run", "--at", "2001-03-01");
                ChildJvm other = start(project, "other", "run", "--at", "2001-03-01")) {
            List<Integer> statuses = List.of(one.exitStatus(), other.exitStatus());

            assertThat(statuses).contains(0).isSubsetOf(0, 1);
            if (statuses.contains(1)) {
                ChildJvm loser = statuses.get(0) == 1 ? one : other;
                assertThat(loser.written()).contains("sluice: Cannot run airport_delays@1 for 2001-03-01: process ");
                assertThat(loser.written()).doesNotContain("\tat ");
            }
        }
        assertThat(rows(project, "features")).hasSize(2);
        assertThat(rows(project, "latest")).hasSize(2);
        project.sluice("run", "--at", "2001-03-01").succeeds();
        assertThat(rows(project, "features")).hasSize(2);
    }

    @Test
    void aRunThatSleptUntilAnotherTookOverCannotPromote() throws Exception {
        SmallProject project = applied("slept");
        try (ChildJvm sleeper = start(project, "slept", "run", "--at", "2001-03-01")) {
            sleeper.awaiting(() -> exists(project, "staging/airport_delays/v1/*"));
            signal(sleeper, "STOP");
            long deadline = System.nanoTime() + SILENCE_NANOS;
            CommandRun run = project.sluice("run", "--at", "2001-03-01");
            while (run.exitStatus() != 0 && System.nanoTime() < deadline) {
                assertThat(run.err()).contains("has held it since");
                Thread.sleep(PAUSE_MILLIS);
                run = project.sluice("run", "--at", "2001-03-01");
            }
            run.succeeds();
            signal(sleeper, "CONT");
            assertThat(sleeper.exitStatus()).isEqualTo(1);
            assertThat(sleeper.written())
                    .contains("this process no longer holds the lease")
                    .doesNotContain("\tat ");
        }
        assertThat(rows(project, "features")).hasSize(2);
        assertThat(project.sluice("history", "airport_delays").json().findValuesAsText("run"))
                .contains("airport_delays-v1-20010301-2");
        assertThat(promotedBy(project)).containsExactly("airport_delays-v1-20010301-2");
    }

    private static void signal(ChildJvm child, String signal) throws Exception {
        int status = new ProcessBuilder(
                        "kill", "-" + signal, Long.toString(child.process().pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private static List<String> promotedBy(SmallProject project) {
        return LocalSpark.session()
                .read()
                .format("delta")
                .load(project.path("lake/features/airport_delays/v1"))
                .select("run_id")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void aBackfillThatIsAskedToEndEndsInOrderAndGoesOnLater() {
        SmallProject project = applied("stopped");

        try (ChildJvm child = start(
                project, "stopped", "backfill", "--from", "2001-03-01", "--to", "2001-03-04", "--parallelism", "1")) {
            child.awaiting(() -> exists(project, "staging/airport_delays/v1/*"));
            child.process().destroy();
            assertThat(child.exitStatus()).isEqualTo(143);
            assertThat(child.written())
                    .contains("sluice: Stopped on request. ", "Run the same command again: it goes on.")
                    .doesNotContain("\tat ");
        }
        assertThat(project.sluice("history", "airport_delays").succeeds().out()).doesNotContain("Cannot ");
        assertThat(project.sluice(BACKFILL).answer("/not_begun").asInt()).isZero();
        assertThat(rows(project, "features")).hasSize(4);
    }

    @Test
    void anAppendThatIsKilledLeavesTheSetAsItWasAndTheNextOneAddsEachLabelOnce() {
        SmallProject project = applied("appended");
        project.sluice(BACKFILL).succeeds();
        String query = "SELECT date, origin, delay > 15 AS late FROM flights WHERE date < ";
        project.write("first.sql", query + "'2001-03-02'");
        project.write("all.sql", query + "'2001-03-09'");
        String[] build = {"training-set", "delays", "--time", "date", "--out", project.path("ts"), "--spine-sql"};
        project.sluice(with(build, project.path("first.sql"))).succeeds();
        List<String> before = labels(project);
        String[] append = {
            "training-set",
            "delays",
            "--time",
            "date",
            "--append",
            project.path("ts"),
            "--spine-sql",
            project.path("all.sql")
        };

        try (ChildJvm child = start(project, "append", append)) {
            child.awaiting(() -> Files.exists(project.folder().resolve(".ts.partial/data")));
        }
        assertThat(labels(project)).isEqualTo(before);
        long added = project.sluice(append).answer("/added").asLong();

        assertThat(added).isPositive();
        assertThat(labels(project)).hasSize((int) (before.size() + added)).doesNotHaveDuplicates();
        assertThat(project.folder()).isDirectoryNotContaining("glob:**/.ts*");
    }

    private static String[] with(String[] arguments, String last) {
        return Stream.concat(java.util.Arrays.stream(arguments), Stream.of(last))
                .toArray(String[]::new);
    }

    private static List<String> labels(SmallProject project) {
        return LocalSpark.session()
                .read()
                .parquet(project.path("ts/data"))
                .select("date", "origin")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private void backfillUntil(SmallProject project, String file) {
        try (ChildJvm child = start(project, "killed-" + file.hashCode(), BACKFILL)) {
            child.awaiting(() -> exists(project, file));
        }
    }

    private ChildJvm start(SmallProject project, String name, String... arguments) {
        return CommandRun.start(folder.resolve(name + ".txt"), project.folder(), arguments);
    }

    private SmallProject applied(String name) {
        SmallProject project = SmallProject.in(folder.resolve(name));
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
        return project;
    }

    /** Whether something below the lake has such a path. */
    private static boolean exists(SmallProject project, String pattern) {
        Path lake = project.folder().resolve("lake");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + lake + "/" + pattern);
        if (!Files.exists(lake)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(lake)) {
            return files.anyMatch(matcher::matches);
        } catch (UncheckedIOException | IOException e) {
            return false; // a file that went while we looked
        }
    }

    private static List<String> rows(SmallProject project, String table) {
        return LocalSpark.session()
                .read()
                .format("delta")
                .load(project.folder()
                        .resolve("lake/" + table + "/airport_delays/v1")
                        .toString())
                .selectExpr("airport", "departures", "mean_delay", "event_time")
                .orderBy("event_time", "airport")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }
}
