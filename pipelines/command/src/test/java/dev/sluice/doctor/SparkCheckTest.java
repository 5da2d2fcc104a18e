package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor makes of processes; {@code DoctorSparkTest} in the jobs lets it look at Spark itself. */
class SparkCheckTest {
    private static final String SEEN = """
            {"spark": "%s", "scala": "2.12.18", "master": "spark://head:7077",
             "begun": "2026-01-01T00:00:00Z", "ended": "2026-01-01T00:00:02Z",
             "executors": [{"host": "one", "java": "17.0.15", "spark": "3.5.9", "now": "2026-01-01T00:00:01Z"},
                           {"host": "two", "java": "%s", "spark": "%s", "now": "%s"}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void executorsAreHeldAgainstTheDriver() throws Exception {
        assertThat(told("3.5.9", "17.0.1", "3.5.9", "2026-01-01T00:00:01Z"))
                .containsExactly(Finding.ok(
                        "spark",
                        "Spark 3.5.9 with Scala 2.12.18 on spark://head:7077, 2 tasks on one, two; they wrote and read a"
                                + " Delta table in the lake."));
        assertThat(told("3.5.9", "11.0.2", "3.5.9", "2026-01-01T00:00:01Z")
                        .get(0)
                        .text())
                .isEqualTo(
                        "The executor on two is Spark 3.5.9 on Java 11.0.2, the driver Spark 3.5.9. Install the same Spark"
                                + " and a JDK 17 on all machines.");
        assertThat(told("3.5.9", "17.0.1", "3.5.1", "2026-01-01T00:00:01Z")
                        .get(0)
                        .isBroken())
                .isTrue();
        assertThat(told("3.4.1", "17.0.1", "3.4.1", "2026-01-01T00:00:01Z")
                        .get(0)
                        .text())
                .contains("Sluice needs Spark 3.5 with Scala 2.12");
    }

    @Test
    void aClockOfAnExecutorThatIsWrongIsTold() throws Exception {
        List<Finding> findings = told("3.5.9", "17.0.1", "3.5.9", "2026-01-01T00:10:02Z");
        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).isBroken()).isTrue();
        assertThat(findings.get(1).message()).isEqualTo("It is 10 min ahead of this machine's.");
    }

    @Test
    void aMasterThatIsNotThereIsBrokenBeforeSparkIsAsked() throws Exception {
        Project project = DoctoredProject.in(folder)
                .settings("spark: {master: \"spark://127.0.0.1:1,127.0.0.1:2\"}\n")
                .read();
        assertThat(new SparkCheck(project, List.of("false")).findings().get(0).text())
                .isEqualTo("Cannot reach spark://127.0.0.1:1,127.0.0.1:2: Connection refused. Start the master, or mend"
                        + " spark.master in sluice.yaml.");
    }

    @Test
    void whatAFailedTrialSaysIsTold() throws Exception {
        assertThat(found("echo '{\"error\": {\"message\": \"No room in the lake.\"}}'; exit 1")
                        .text())
                .isEqualTo(
                        "Spark does not compute: No room in the lake. `sluice check --debug` shows Spark's own log.");
        assertThat(found(
                                "echo 'Unrecognized VM option Xfoo' >&2; echo 'Error: Could not create the Java Virtual Machine.' >&2; exit 1")
                        .text())
                .startsWith("Spark does not start: Error: Could not create the Java Virtual Machine. ")
                .endsWith("see SLUICE_JAVA_OPTIONS and JAVA_TOOL_OPTIONS.");
        assertThat(found("exit 3").text()).startsWith("Spark does not compute: It said nothing.");
    }

    @Test
    @Timeout(60)
    void aTrialThatHangsIsKilledWithAllThatItStarted() throws Exception {
        Project project = DoctoredProject.in(folder).read();
        Path pids = folder.resolve("pids");
        SparkCheck check =
                new SparkCheck(project, List.of("bash", "-c", "sleep 600 & echo $$ $! > " + pids + "; sleep 600"));
        Thread look = new Thread(() -> {
            try {
                check.findings();
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        });
        look.start();
        while (!pids.toFile().exists() || pids.toFile().length() == 0) {
            Thread.sleep(10);
        }
        look.interrupt();
        look.join(10_000);
        for (String pid : java.nio.file.Files.readString(pids).strip().split(" ")) {
            CompletableFuture<ProcessHandle> end = ProcessHandle.of(Long.parseLong(pid))
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
            end.get(10, TimeUnit.SECONDS);
        }
        assertThat(look.isAlive()).isFalse();
    }

    private List<Finding> told(String spark, String java, String version, String now) throws Exception {
        return look("echo '" + SEEN.formatted(spark, java, version, now).replace("\n", " ") + "'");
    }

    private Finding found(String script) throws Exception {
        return look(script).get(0);
    }

    private List<Finding> look(String script) throws Exception {
        return new SparkCheck(DoctoredProject.in(folder).read(), List.of("bash", "-c", script)).findings();
    }
}
