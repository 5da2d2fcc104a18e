package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DagsCompileCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORCHESTRATION = """
            orchestration:
              command: /opt/sluice
              folder: /srv/flights
              retries: 5
              retry_delay: 30s
              pools: {run: spark, materialize: online, backfill: spark_backfill}
            """;

    @TempDir
    private Path folder;

    @Test
    void theManifestIsThatOfTheProject() throws IOException {
        FlightsFolder project = applied(ORCHESTRATION);
        Captured compiled = project.sluice("dags", "compile");

        assertThat(compiled.exitStatus()).as(compiled.err()).isZero();
        assertThat(compiled.out())
                .isEqualTo(Files.readString(
                        ROOT.resolve("pipelines/command/src/test/resources/dev/sluice/command/flights.manifest.json")));
    }

    @Test
    void theSameProjectGivesTheSameBytesAndAnotherOneAnotherHash() throws IOException {
        FlightsFolder project = applied(ORCHESTRATION);
        String first = project.sluice("dags", "compile").out();
        Files.setLastModifiedTime(
                folder.resolve("sluice.yaml"), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000));
        assertThat(project.sluice("dags", "compile").out()).isEqualTo(first);

        project.write(
                "sluice.yaml", Files.readString(folder.resolve("sluice.yaml")).replace("30s", "31s"));
        String other = project.sluice("dags", "compile").out();
        assertThat(JSON.readTree(other).get("hash"))
                .isNotEqualTo(JSON.readTree(first).get("hash"));
    }

    @Test
    void whatIsNotRegisteredIsNotCompiled() {
        FlightsFolder project = applied(ORCHESTRATION);
        ScheduledFlights.view(project, "later", "flights", "daily", "");
        Captured refused = project.sluice("dags", "compile");

        assertThat(refused.exitStatus()).isEqualTo(2);
        assertThat(refused.err())
                .contains("it has changes that are not registered (1 new)")
                .contains("`sluice apply`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60 * * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 * 13 *",
                "0 0 * * 8",
                "5/3 * * * *",
                "*/0 * * * *",
                "5-1 * * * *",
                ", * * * *",
                "0 0 * * MAY"
            })
    void aLineThatNoSchedulerTakesIsNamed(String cron) {
        FlightsFolder project = ScheduledFlights.in(folder, ORCHESTRATION);
        ScheduledFlights.view(project, "odd", "flights", "'" + cron + "'", "");
        project.sluice("apply");
        Captured refused = project.sluice("dags", "compile");

        assertThat(refused.exitStatus()).isEqualTo(2);
        assertThat(refused.err())
                .contains("Cannot compile the schedule of odd@1: '" + cron + "': '")
                .contains("views/odd.yaml:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 3 * * MON-FRI", "*/10,59 0-6/2 1,15 jan,6 0,7", "30 2 * * sun"})
    void aLineThatSchedulersTakeIsCompiled(String cron) throws IOException {
        FlightsFolder project = ScheduledFlights.in(folder, ORCHESTRATION);
        ScheduledFlights.view(project, "odd", "flights", "'" + cron + "'", "");
        project.sluice("apply");
        JsonNode manifest = JSON.readTree(project.sluice("dags", "compile").out());

        List<String> ids = new java.util.ArrayList<>();
        manifest.get("dags").forEach(dag -> ids.add(dag.get("id").asText()));
        assertThat(manifest.get("dags").findValuesAsText("schedule")).contains(cron);
        assertThat(ids)
                .allMatch(id -> id.matches("flights__[A-Za-z0-9_.-]+"))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void aFolderOfDagsGetsTheManifestAndThePythonThatReadsIt() throws IOException {
        System.setProperty("sluice.home", ROOT.toString());
        FlightsFolder project = applied(ORCHESTRATION);
        Path dags = folder.resolve("airflow/dags");
        Captured written = project.sluice("dags", "compile", "--out", dags.toString());

        assertThat(written.exitStatus()).as(written.err()).isZero();
        assertThat(written.out())
                .contains("flights__daily")
                .contains("0 0 * * *")
                .contains(dags.resolve("flights.manifest.json").toString());
        assertThat(names(dags)).containsExactly("flights.manifest.json", "sluice_airflow.py", "sluice_dags.py");
    }

    @Test
    void aProjectHasItsDagsInOneFormAndWhatWasEditedStays() throws IOException {
        System.setProperty("sluice.home", ROOT.toString());
        FlightsFolder project = applied(ORCHESTRATION);
        Path dags = folder.resolve("airflow/dags");
        String[] manifest = {"dags", "compile", "--out", dags.toString()};
        String[] python = {"dags", "compile", "--out", dags.toString(), "--emit", "python"};
        String[] replacing = {"dags", "compile", "--out", dags.toString(), "--emit", "python", "--replace"};
        project.sluice(manifest);
        Captured both = project.sluice(python);
        assertThat(both.exitStatus()).isEqualTo(2);
        assertThat(both.err()).contains("flights.manifest.json defines the same DAGs. Let --replace remove it");
        assertThat(names(dags)).containsExactly("flights.manifest.json", "sluice_airflow.py", "sluice_dags.py");

        assertThat(project.sluice(replacing).exitStatus()).isZero();
        assertThat(names(dags)).containsExactly("flights_dags.py", "sluice_airflow.py", "sluice_dags.py");
        assertThat(project.sluice(python).exitStatus()).as("nothing was edited").isZero();
        assertThat(project.sluice(manifest).exitStatus()).isEqualTo(2);

        Path file = dags.resolve("flights_dags.py");
        Files.writeString(file, Files.readString(file) + "# mine\n");
        Captured edited = project.sluice(python);
        assertThat(edited.exitStatus()).isEqualTo(2);
        assertThat(edited.err()).contains("flights_dags.py: it is there with another content");
        assertThat(file).content().endsWith("# mine\n");
        assertThat(project.sluice(replacing).exitStatus()).isZero();
        assertThat(file).content().doesNotContain("# mine");
    }

    @Test
    void sparkSubmitStandsBeforeTheCommandsThatNeedSpark() throws IOException {
        JsonNode launch =
                JSON.readTree(applied("""
                        orchestration:
                          runner: spark-submit
                          spark_submit: {jar: /opt/sluice.jar, master: "spark://m:7077", conf: {spark.b: 2, spark.a: 1}}
                        """).sluice("dags", "compile").out()).get("launch");

        assertThat(texts(launch.get("plain"))).containsExactly("sluice");
        assertThat(texts(launch.get("spark")))
                .containsExactly(
                        "spark-submit",
                        "--class",
                        "dev.sluice.command.Sluice",
                        "--master",
                        "spark://m:7077",
                        "--conf",
                        "spark.a=1",
                        "--conf",
                        "spark.b=2",
                        "/opt/sluice.jar");
    }

    /** The Python, with a stand-in for Airflow of either release; the standard library is all that it needs. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void thePythonBuildsTheDagsOnEitherRelease(String release) throws IOException, InterruptedException {
        System.setProperty("sluice.home", ROOT.toString());
        Path dags = folder.resolve("compiled");
        compiled("flights", ORCHESTRATION, dags);
        compiled("watched", ORCHESTRATION + "  watcher: true\n", dags);
        compiled("pods", ORCHESTRATION + "  runner: kubernetes\n  kubernetes: {image: \"sluice:1\"}\n", dags);

        ProcessBuilder python = new ProcessBuilder("python3", "-W", "ignore", "-m", "unittest", "test_dags")
                .directory(ROOT.resolve("dags/airflow/tests").toFile())
                .redirectErrorStream(true);
        python.environment().put("SLUICE_STUB", release);
        python.environment().put("SLUICE_MANIFESTS", dags.toString());
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = python.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("\nOK").doesNotContain("skipped");
    }

    private void compiled(String name, String orchestration, Path dags) {
        FlightsFolder project = ScheduledFlights.in(folder.resolve(name), orchestration);
        project.write("sluice.yaml", "project: " + name + "\nlake: lake\n" + orchestration);
        project.sluice("apply");
        Captured manifest = project.sluice("dags", "compile", "--out", dags.toString());
        assertThat(manifest.exitStatus()).as(manifest.err()).isZero();
        Path plain = dags.resolve("plain");
        Captured python = project.sluice("dags", "compile", "--emit", "python", "--out", plain.toString());
        assertThat(python.exitStatus()).as(python.err()).isZero();
    }

    private FlightsFolder applied(String orchestration) {
        FlightsFolder project = ScheduledFlights.in(folder, orchestration);
        Captured applied = project.sluice("apply");
        assertThat(applied.exitStatus()).as(applied.err()).isZero();
        return project;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> texts(JsonNode list) {
        return JSON.convertValue(list, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
