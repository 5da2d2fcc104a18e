package dev.sluice.jobs;

import static dev.sluice.jobs.LineageLinks.into;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lineage from real runs, through the command line. */
class LineageCommandsTest {
    @TempDir
    private static Path folder;

    private static SmallProject project;

    /** Views by a query, by windows, by a class, and one that reads another; all of them have run. */
    @BeforeAll
    static void runs() {
        LocalSpark.session();
        project = SmallProject.in(folder);
        project.write("sources.yaml", """
                - {source: flights, format: csv, path: flights.csv, event_time: date, options: {header: "true"}, tags: {pii: delay}}
                - {source: delays, format: delta, path: lake/features/airport_delays/v1, event_time: event_time}
                """);
        view(
                "windows",
                "source: flights\non: {airport: origin}\naggregate: [{of: CAST(delay AS DOUBLE) + 1, as: late, by: [avg], over: [1d]}]");
        view("typed", """
                sources: {flights: {}}
                class: dev.sluice.jobs.TypedTransform
                features: [{name: digits, type: long}, {name: opaque, type: long}]
                """);
        view("busy", """
                sources: {delays: {lookback: 1d}}
                transform: busy.sql
                features: [{name: busy_delay, type: double}, {name: kinds, type: long}, {name: some, type: double}]
                """);
        project.write("views/busy.sql", """
                SELECT airport, max(CASE WHEN departures > 1 THEN mean_delay END) AS busy_delay,
                       count(DISTINCT mean_delay) + count(DISTINCT departures) AS kinds,
                       max(mean_delay) FILTER (WHERE departures > 1) AS some
                FROM delays GROUP BY airport
                """);
        apply();
        assertThat(project.sluice("lineage", "--impact", "flights.delay")
                        .answer("/views/0/columns")
                        .asText())
                .isEqualTo("not_yet");
        project.sluice("run", "airport_delays", "windows", "typed", "--at", "2001-03-01")
                .succeeds();
        project.sluice("run", "busy", "--at", "2001-03-02").succeeds();
        project.trainingSet().succeeds();
    }

    private static void view(String name, String more) {
        project.write(
                "views/" + name + ".yaml", "feature_view: " + name + "\nentity: airport\nschedule: daily\n" + more);
    }

    /** Registers the project without the check of its queries, which takes a process of its own. */
    private static void apply() {
        Project read = FeatureProject.read(folder);
        try (Registry registry = Registries.open(read)) {
            registry.apply(read, Instant.EPOCH);
        }
    }

    private static JsonNode lineage(String... arguments) {
        return project.sluice(Stream.concat(Stream.of("lineage"), Stream.of(arguments))
                        .toArray(String[]::new))
                .succeeds()
                .json();
    }

    @Test
    void aFeatureOfAQueryComesFromTheColumnsThatTheEngineHasSeen() {
        JsonNode lineage = lineage("airport_delays", "--upstream", "--columns");
        assertThat(into(lineage, "airport_delays@1:mean_delay")).containsExactly("flights.delay [aggregation] engine");
        assertThat(into(lineage, "airport_delays@1:departures")).isEmpty();
        assertThat(into(lineage, "airport_delays@1"))
                .contains("flights.date [filter] engine", "flights.origin [group_by] engine");
        assertThat(lineage.at("/views/0/run").asText()).isEqualTo("airport_delays-v1-20010301-1");
        assertThat(lineage.toString()).doesNotContain("staging");
    }

    /** It loses the columns of a query with several DISTINCT, which the optimizer expands. */
    @Test
    void whatOpenLineageLeavesOutIsToldByThePlan() {
        JsonNode lineage = lineage("busy", "--upstream", "--columns");
        assertThat(into(lineage, "busy@1:busy_delay"))
                .containsExactly(
                        "airport_delays@1:departures [conditional] plan",
                        "airport_delays@1:mean_delay [aggregation] plan");
        assertThat(into(lineage, "busy@1:some"))
                .as("the condition of an aggregate's FILTER")
                .containsExactly(
                        "airport_delays@1:departures [conditional] plan",
                        "airport_delays@1:mean_delay [aggregation] plan");
        assertThat(into(lineage, "busy@1:kinds"))
                .containsExactly(
                        "airport_delays@1:departures [aggregation] plan",
                        "airport_delays@1:mean_delay [aggregation] plan");
        assertThat(into(lineage, "airport_delays@1:mean_delay"))
                .as("of the view that it reads")
                .hasSize(1);
    }

    @Test
    void windowsComeFromTheirExpressionsAndFunctionsOfRowsFromTheUnknown() {
        JsonNode lineage = lineage("flights", "--columns");
        assertThat(into(lineage, "windows@1:late_avg_1d"))
                .containsExactly("flights.date [window] definition", "flights.delay [aggregation] definition");
        assertThat(into(lineage, "typed@1:digits")).containsExactly("flights.delay [transformation] engine");
        assertThat(into(lineage("typed:opaque"), "typed@1:opaque")).containsExactly("flights [unknown] plan");
    }

    @Test
    void whatAPersonalColumnFeedsIsMarked() {
        List<String> marked = StreamSupport.stream(
                        lineage("--columns").path("nodes").spliterator(), false)
                .filter(node -> node.path("pii").asBoolean())
                .map(node -> node.path("name").asText())
                .toList();
        assertThat(marked)
                .contains(
                        "flights.delay",
                        "airport_delays@1:mean_delay",
                        "busy@1:busy_delay",
                        "windows@1:late_avg_1d",
                        "typed@1:opaque")
                .doesNotContain("flights.date", "airport_delays@1:departures", "busy@1:airport");
    }

    @Test
    void theImpactGoesThroughViewsToServicesTrainingSetsAndOnlineValues() {
        JsonNode impact = project.sluice("lineage", "--impact", "flights.DELAY")
                .succeeds()
                .json();
        assertThat(impact.path("views").findValuesAsText("view"))
                .containsExactly("airport_delays@1", "typed@1", "windows@1", "busy@1");
        assertThat(impact.at("/views/0/features/mean_delay/0").asText()).isEqualTo("aggregation");
        assertThat(impact.at("/views/3/through").asText()).isEqualTo("airport_delays@1");
        assertThat(impact.at("/services/0").toString())
                .isEqualTo("{\"service\":\"delays@1\",\"features\":[\"mean_delay\"]}");
        assertThat(impact.path("training_sets")).hasSize(1);
        assertThat(impact.at("/online/0").asText()).isEqualTo("airport_delays@1");
    }

    @Test
    void unknownNamesAreErrorsThatNameTheNearest() {
        assertThat(project.sluice("lineage", "airport_delay").failsWith(2).err())
                .contains("Unknown view, service or source: 'airport_delay'. Did you mean 'airport_delays'?");
        assertThat(project.sluice("lineage", "--impact", "flights.dealy")
                        .failsWith(2)
                        .err())
                .contains(
                        "Unknown column: 'dealy' of source flights: no view uses one of this name. Did you mean 'delay'?");
        assertThat(project.sluice("lineage", "busy:busy_dealy").failsWith(2).err())
                .contains("Did you mean 'busy_delay'?");
    }

    @Test
    void eventsGoToAnAddressInTheProjectsWordsAndOneThatDoesNotAnswerHarmsNothing(@TempDir Path other)
            throws IOException {
        SmallProject sending = SmallProject.in(other);
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage";
        String settings = Files.readString(other.resolve("sluice.yaml"));
        sending.write("sluice.yaml", settings + "lineage: " + address + "\n");
        Project read = FeatureProject.read(other);
        try (Registry registry = Registries.open(read)) {
            registry.apply(read, Instant.EPOCH);
        }
        assertThat(sending.sluice("run", "--at", "2001-03-01").succeeds().err()).doesNotContain("lineage");
        JsonNode staged = received.stream()
                .map(LineageCommandsTest::json)
                .filter(event -> event.at("/job/name").asText().equals("airport_delays@1.stage"))
                .findFirst()
                .orElseThrow();
        assertThat(staged.at("/job/namespace").asText()).isEqualTo("small");
        assertThat(staged.at("/run/facets/parent/job/name").asText()).isEqualTo("airport_delays@1");
        assertThat(staged.at("/run/facets/sluice_run/run").asText()).isEqualTo("airport_delays-v1-20010301-1");
        assertThat(staged.at("/outputs/0/name").asText()).endsWith("lake/staging/airport_delays/v1");
        server.stop(0);
        assertThat(sending.sluice("run", "--at", "2001-03-02").succeeds().err())
                .contains("Cannot send lineage to " + address + ": ConnectException")
                .contains("The work is not affected, and the events are in .sluice/lineage.");
        assertThat(sending.sluice("lineage").answer("/views/0/run").asText()).isEqualTo("airport_delays-v1-20010302-1");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
