package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.beyond.MeasuredFeature;
import dev.sluice.definition.InvalidProjectException;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.ChildJvm;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));

    @TempDir
    private Path folder;

    private String project() {
        String project = folder.resolve("flights").toString();
        System.setProperty("sluice.home", ROOT.toString());
        assertThat(Captured.of("init", project).exitStatus()).isZero();
        return project;
    }

    @Test
    void itSaysWhereItIsServesPagesAndEndsWhenItIsTold() throws Exception {
        try (ChildJvm catalog = ChildJvm.start(
                        folder.resolve("out"),
                        Sluice.class,
                        "catalog",
                        "--project",
                        project(),
                        "--port",
                        "0",
                        "--output",
                        "json")
                .awaiting("}")) {
            String address = new ObjectMapper()
                    .readTree(catalog.written())
                    .path("catalog")
                    .asText();
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address + "/views/airport_delays"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("it is not registered yet", "sluice apply");
            catalog.process().destroy();
            assertThat(catalog.exitStatus()).isZero();
            assertThat(catalog.written()).endsWith("Stopped.\n");
        }
    }

    @Test
    void aTakenPortAndAWrongOneAreErrors() throws Exception {
        String project = project();
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            Captured busy = Captured.of("catalog", "--project", project, "--port", "" + taken.getLocalPort());
            assertThat(busy.exitStatus()).isEqualTo(1);
            assertThat(busy.err()).contains("the port is taken").contains("choose another with --port");
        }
        Captured wrong = Captured.of("catalog", "--project", project, "--port", "70000");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err()).contains("Invalid port: 70000. It is between 0 and 65535.");
    }

    @Test
    void aProjectIsReadAgainWhenAFileOfItChanges() throws Exception {
        Path project = Path.of(project());
        ProjectFiles files = ProjectFiles.read(project);
        Project first = files.get();
        assertThat(files.get()).isSameAs(first);
        Path services = project.resolve("services.yaml");
        String text = Files.readString(services);

        Files.writeString(services, text.replaceFirst("description: .*", "description: Another one"));
        assertThat(files.get().services().get(0).metadata().description()).isEqualTo("Another one");
        Files.writeString(services, text + "\nnonsense: [");
        for (int i = 0; i < 2; i++) {
            Assertions.assertThatThrownBy(files::get).isInstanceOf(InvalidProjectException.class);
        }
        Files.writeString(services, text);
        assertThat(files.get()).isEqualTo(first);
    }

    @Test
    void statisticsAreReadFromTheStatesThatTheGateKeeps() throws Exception {
        LakeLayout lake = LakeLayout.of(folder, "lake");
        RunRecord run = run("r1");
        Path states = Path.of(lake.quality(run.view(), "r1"), "states.json");
        Files.createDirectories(states.getParent());
        Files.writeString(states, """
                {"codec": 1, "states": {
                  "rows where TRUE": "4",
                  "rows with `departures_1d` IS NOT NULL where TRUE": "3 4",
                  "least long of departures_1d where `departures_1d` IS NOT NULL": "1",
                  "greatest long of departures_1d where `departures_1d` IS NOT NULL": "9",
                  "mean of departures_1d where `departures_1d` IS NOT NULL": "15.0 3",
                  "deviation of departures_1d where `departures_1d` IS NOT NULL": "3.0 5.0 32.0",
                  "distribution of departures_1d where `departures_1d` IS NOT NULL": "1.0 5.0 9.0",
                  "rows with `avg_delay_7d` IS NOT NULL where TRUE": "0 4",
                  "mean of avg_delay_7d where `avg_delay_7d` IS NOT NULL": null}}""");
        KeptStatistics kept = new KeptStatistics(lake, Map.of());

        assertThat(kept.of(Flights.airportDelays(), run))
                .containsExactly(
                        new MeasuredFeature("departures_1d", 4, 3, "1", "9", 5.0, 4.0, List.of(1.0, 5.0, 9.0)),
                        new MeasuredFeature("avg_delay_7d", 4, 0, null, null, null, null, List.of()));
        Files.delete(states);
        assertThat(kept.of(Flights.airportDelays(), run)).hasSize(2);
        assertThat(kept.of(Flights.airportDelays(), run("r2"))).isEmpty();
    }

    private static RunRecord run(String id) {
        Instant at = Instant.parse("2001-03-01T00:00:00Z");
        return RunRecord.begun(new RunStart(
                id, "flights", Flights.airportDelays().id(), Partition.containing(Granularity.DAY, at), 1, "hash", at));
    }
}
