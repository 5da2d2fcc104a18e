package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.beyond.Neighbours;
import dev.sluice.problem.SluiceException;
import dev.sluice.problem.VocabularyError;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.testing.Flights;
import dev.sluice.time.TimeSpan;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static ServedCatalog catalog;

    @BeforeAll
    static void start(@TempDir Path folder) {
        catalog = new ServedCatalog(folder);
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    private static JsonNode json(String path) throws IOException {
        HttpResponse<String> answer = catalog.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        return JSON.readTree(answer.body());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theBoardIsTheSameAsJson() throws IOException {
        JsonNode home = json("/api/");

        assertThat(names(home)).containsExactly("project", "as_of", "notice", "page");
        assertThat(names(home.path("page"))).containsExactly("states", "state", "page", "pages", "views");
        assertThat(home.path("page").path("states").toString())
                .isEqualTo("{\"BREACH\":1,\"AT_RISK\":1,\"EMPTY\":2,\"OK\":1}");
        JsonNode worst = home.path("page").path("views").path(0);
        assertThat(worst.toString())
                .isEqualTo("{\"view\":\"airport_delays@1\",\"owner\":\"ops@example.com\",\"state\":\"BREACH\","
                        + "\"service_level\":\"26h\",\"lag_seconds\":108000,\"last_partition\":\"2001-02-28\","
                        + "\"online\":\"behind\",\"online_lag_seconds\":194400,\"cause\":\"2001-03-01 was refused by the gate:"
                        + " 1 of 2 expectations failed (avg_delay_7d >= -60: 12 rows)\"}");
        assertThat(json("/api")).isEqualTo(home);
        assertThat(json("/api/?state=OK").path("page").path("views").findValuesAsText("view"))
                .containsExactly("route_delays@1");
    }

    @Test
    void theMembersOfAViewAreAContract() throws IOException {
        JsonNode page = json("/api/views/airport_delays").path("page");

        assertThat(names(page))
                .containsExactly(
                        "view",
                        "definition",
                        "features",
                        "versions",
                        "calendar",
                        "gate",
                        "lineage",
                        "readers",
                        "snippets");
        assertThat(names(page.path("view")))
                .containsExactly(
                        "name", "version", "description", "owner", "tags", "state", "registration", "active", "pii");
        assertThat(page.path("view").path("version").asInt()).isEqualTo(1);
        assertThat(page.path("view").path("registration").asText()).isEqualTo("applied");
        assertThat(names(page.path("features").path(0)))
                .containsExactly("name", "type", "description", "default_value", "tags", "pii", "origins", "days");
        assertThat(names(page.path("features").path(0).path("days").path(27)))
                .containsExactly("partition", "rows", "present", "least", "greatest", "mean", "deviation", "quantiles");
        assertThat(page.path("calendar").path("states").toString())
                .isEqualTo("{\"promoted\":36,\"stale\":2,\"running\":0,\"quarantined\":2,\"failed\":0,\"missing\":1}");
        assertThat(page.path("gate").path("expectations").findValuesAsText("expectation"))
                .containsExactly(
                        "expect_column_values_to_be_between(column=avg_delay_7d, min_value=-60)",
                        "expect_table_row_count_to_be_between(min_value=200)",
                        "event_time inside its partition");
        assertThat(page.path("definition").path("text").asText())
                .startsWith("-- How late")
                .contains(":start");
        assertThat(page.path("lineage").path("edges").toString())
                .contains("source flights", "consumer delay_predictor");
        assertThat(page.path("versions").path(0).path("differences").findValuesAsText("field"))
                .containsExactly("features.late_share_7d.description", "features.late_share_7d.type", "transform.sql");
    }

    @Test
    void aServiceASourceAnEntityAndARunAreJsonToo() throws IOException {
        JsonNode service = json("/api/services/delay_model").path("page");
        assertThat(service.path("service").path("state").asText()).isEqualTo("BREACH");
        assertThat(service.path("uses").path(0).path("pinned").asBoolean()).isFalse();
        assertThat(service.path("uses").path(1).path("pinned").asBoolean()).isTrue();
        assertThat(service.path("features").findValuesAsText("name"))
                .containsExactly(
                        "origin__departures_1d",
                        "origin__avg_delay_7d",
                        "destination__departures_1d",
                        "destination__avg_delay_7d",
                        "max_delay_7d");
        assertThat(json("/api/services/rank_board").path("page").path("readers").path("consumers"))
                .isEmpty();
        assertThat(json("/api/sources/flights").path("page").path("readers").findValuesAsText("view"))
                .containsExactly("airport_delays@1", "airport_delays@2", "route_delays@1");
        assertThat(json("/api/entities/airport").path("page").path("views")).hasSize(3);
        JsonNode run = json("/api/runs/airport_delays-v1-20010301-1").path("page");
        assertThat(run.path("run").path("state").asText()).isEqualTo("REFUSED");
        assertThat(run.path("findings").path(0).path("unexpected").asInt()).isEqualTo(12);
        assertThat(json("/api/runs?state=FAILED").path("page").path("runs")).hasSize(1);
    }

    @Test
    void whatIsNotRecordedIsSaidToBe() {
        String page = catalog.get("/views/route_delays").body();

        assertThat(page).contains("Which columns features come from is not recorded.");
        assertThat(catalog.get("/views/airport_delays").body()).contains("from flights.delay");
    }

    @Test
    void noSecretIsOnAnyPage() {
        for (String path : List.of(
                "/sources/bookings",
                "/api/sources/bookings",
                "/",
                "/views/airport_ranks",
                "/runs",
                "/api/runs",
                "/runs/airport_ranks-v1-20010301-1",
                "/views/passenger_trips",
                "/search?q=bookings",
                "/api/search?q=bookings")) {
            assertThat(catalog.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(catalog.get(path).body()).as(path).doesNotContain(CatalogFlights.PASSWORD);
        }
        assertThat(catalog.get("/sources/bookings").body())
                .contains("jdbc:postgresql://db/bookings", "(hidden)", "1000");
    }

    @Test
    void valuesOfPersonsAreMarkedAndNotMeasured() throws IOException {
        JsonNode features = json("/api/views/passenger_trips").path("page").path("features");

        assertThat(features.path(0).path("pii").asBoolean()).isFalse();
        assertThat(features.path(1).path("pii").asBoolean()).isTrue();
    }

    @Test
    void markupIsEscapedWhereverItComesFrom() {
        for (String path : List.of(
                "/views/passenger_trips",
                "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
                "/views/%3Cscript%3E",
                "/?state=%3Cu%3E",
                "/search?owner=%22%3E%3Cscript%3E",
                "/runs/%3Cscript%3E",
                "/runs?view=%3Cscript%3E")) {
            String page = catalog.get(path).body();
            assertThat(page)
                    .as(path)
                    .doesNotContain("<script>")
                    .doesNotContain("<img")
                    .doesNotContain("<u>");
        }
    }

    @Test
    void browsersAreToldToLoadNothingFromElsewhere() {
        for (String path : List.of("/", "/nowhere", "/api/", "/assets/catalog.css?v=1")) {
            HttpResponse<String> answer = catalog.get(path);
            assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                    .isEqualTo(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        }
        assertThat(catalog.get("/").body())
                .doesNotContainPattern("(src|href|action)=\"(https?:)?//")
                .doesNotContain(" style=")
                .doesNotContain(" onclick");
    }

    @Test
    void anUnknownNameIsNotFoundAndTheNearestIsNamed() throws IOException {
        HttpResponse<String> page = catalog.get("/views/airport_delay");
        HttpResponse<String> json = catalog.get("/api/views/airport_delay");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Unknown feature view: 'airport_delay'. Did you mean 'airport_delays'?");
        assertThat(json.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(JSON.readTree(json.body()).toString())
                .isEqualTo(
                        "{\"title\":\"Not found\",\"status\":404,\"detail\":\"Unknown feature view: 'airport_delay'. Did you mean"
                                + " 'airport_delays'?\",\"code\":\"NOT_FOUND\"}");
        assertThat(catalog.get("/views/airport_delays@9").body()).contains("airport_delays@9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../catalog.css",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/",
                "/..%2f..%2fetc%2fpasswd",
                "/views/../../etc/passwd",
                "/assets/catalog.css/",
                "/views/a/b/c",
                "/views/",
                "/nowhere",
                "/api/nowhere",
                "/apiviews",
                "/runs/no-such-run",
                "//",
                "/views/%00"
            })
    void whatIsNoPageIsNotFound(String path) {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/?page=x",
                "/?state=NO",
                "/runs?state=NO",
                "/runs?view=x",
                "/search?page=0000001",
                "/search?page=100000"
            })
    void whatIsNotUnderstoodIsRefused(String path) {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void pagesAreOnlyRead() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            HttpResponse<String> answer = catalog.send(method, "/");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
        }
        assertThat(catalog.send("HEAD", "/").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherSitesNameForThisMachineIsRefused() {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .doesNotContain("airport_delays");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:6570\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aTakenPortIsAnErrorThatSaysHowToChooseAnother(@TempDir Path folder) {
        int taken = catalog.server.port();

        assertThatThrownBy(() -> CatalogServer.open(
                                () -> Flights.project(folder),
                                new InMemoryRegistry(),
                                Neighbours.NONE,
                                CatalogOptions.DEFAULTS.withPort(taken),
                                (doing, cause) -> {})
                        .close())
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot listen on 127.0.0.1:" + taken
                        + ": the port is taken. Stop what listens there, or choose"
                        + " another with --port (0: any free one).");
    }

    @Test
    void aProjectThatChangesIsShownAndOneThatBreaksLeavesTheFormerOne(@TempDir Path folder) throws IOException {
        Project two = Flights.project(folder);
        List<Supplier<Project>> read =
                new CopyOnWriteArrayList<>(List.of(() -> Flights.project(folder, Flights.airportDelays())));
        Registry registry = new InMemoryRegistry();
        registry.apply(read.get(0).get(), Instant.EPOCH);
        List<String> heard = new ArrayList<>();
        try (CatalogServer server = CatalogServer.open(
                () -> read.get(0).get(),
                registry,
                Neighbours.NONE,
                CatalogOptions.DEFAULTS.withPort(0).withRefresh(TimeSpan.parse("1h")),
                (doing, cause) -> heard.add(doing + ": " + cause.getMessage()))) {
            read.set(0, () -> two);
            server.refresh();
            assertThat(page(server, "/views/route_delays")).contains("it is not registered yet");
            registry.apply(two, Instant.EPOCH);
            server.refresh();
            assertThat(page(server, "/views/route_delays")).doesNotContain("it is not registered yet");
            read.set(0, () -> {
                throw VocabularyError.invalid("views/x.yaml:3: unknown entity <b>");
            });
            server.refresh();
            assertThat(page(server, "/"))
                    .contains("This may be outdated.", "views/x.yaml:3: unknown entity &lt;b", "route_delays@1");
        }
        assertThat(heard).containsExactly("Cannot bring the catalog up to date: views/x.yaml:3: unknown entity <b>");
    }

    private static String page(CatalogServer server, String path) throws IOException {
        return raw(server.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private static String raw(String request) {
        try {
            return raw(catalog.server.port(), request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
