package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.server.Rest.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem of the caller's, in JSON, and the server goes on. */
class HostileRequestTest {
    private static final String FEATURES = "/v1/services/delay_model/features";

    private static FeatureServer server;
    private static Rest rest;

    @BeforeAll
    static void open() {
        InMemoryOnlineStore store = new InMemoryOnlineStore();
        ServedFlights.fill(store);
        server = ServedFlights.serve(
                store, ServedFlights.OPTIONS.withMaxBodyBytes(20_000).withMaxEntities(10));
        rest = new Rest(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @AfterEach
    void goesOn() {
        assertThat(rest.get(FEATURES + "?origin=ORD&destination=ATL").status()).isEqualTo(200);
    }

    private static void isRefused(Answer answer, int status, String code) {
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").intValue())
                .isEqualTo(answer.status())
                .isEqualTo(status);
        assertThat(answer.json().path("code").textValue()).isEqualTo(code);
        assertThat(answer.json().path("title").textValue()).isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception", "\\tat ", "dev.sluice", ".java", "<script");
        assertThat(answer.text().length()).isLessThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{'entities'",
                "{'entities': [}",
                "{'entities': [{'origin': 'ORD', 'origin': 'ORD', 'destination': 'ATL'}]}",
                "{'entities': [{'origin': 'ORD', 'destination': 'ATL'}]} {}",
                "{'entities': {'origin': ['ORD']}}",
                "{'entities': 'ORD'}",
                "{'entities': [null]}",
                "{'entities': [{}]}",
                "{'entities': [{'origin': 1e999999999, 'destination': 'ATL'}]}",
                "{'entities': [{'origin': NaN, 'destination': 'ATL'}]}",
                "{'entities': [{'origin': '\\ud800', 'destination': 'ATL'}]}",
                "{'entities': [{'origin': 'ORD', 'destination': 'ATL'}], 'max_age': '1 fortnight'}",
                "{'entities': [{'origin': 'ORD', 'destination': 'ATL'}], 'max_age': 5}",
                "{'entities': [{'origin': 'ORD', 'destination': 'ATL'}], 'outdated': 'yes'}",
                "{'entitys': [{'origin': 'ORD', 'destination': 'ATL'}]}",
                "\0\1\2",
            })
    void aWrongBodyIsRefused(String body) {
        Answer answer = rest.post(FEATURES, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("Exception", "dev.sluice", ".java");
    }

    @Test
    void aDeepBodyIsRefusedBeforeItIsBuilt() {
        isRefused(rest.post(FEATURES, "[".repeat(19_000)), 400, "WRONG_REQUEST");
        isRefused(rest.post("/get-online-features", "{\"a\":".repeat(3_000)), 400, "WRONG_REQUEST");
    }

    @Test
    void hugeNumbersAreNotWrittenOut() {
        isRefused(
                rest.post("/v1/services/driver_activity/features", "{\"entities\": [{\"driver_id\": 1e999999999}]}"),
                400,
                "WRONG_REQUEST");
        isRefused(
                rest.post(
                        "/v1/services/driver_activity/features",
                        "{\"entities\": [{\"driver_id\": " + "9".repeat(5_000) + "}]}"),
                400,
                "WRONG_REQUEST");
    }

    @Test
    void aLongBodyIsRefused() {
        isRefused(rest.post(FEATURES, " ".repeat(20_001)), 413, "TOO_LARGE");
        isRefused(rest.post(FEATURES, " ".repeat(3_000_000)), 413, "TOO_LARGE");
    }

    @Test
    void aLongBodyWithoutItsLengthIsRefusedToo() throws IOException {
        String answer = raw("POST " + FEATURES + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
                + "3000\r\n" + " ".repeat(0x3000) + "\r\n3000\r\n" + " ".repeat(0x3000) + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("connection: close")
                .contains("TOO_LARGE");
    }

    @Test
    void moreEntitiesThanAllowedAreRefused() {
        String entity = "{\"origin\": \"ORD\", \"destination\": \"ATL\"}";
        String eleven = "{\"entities\": [" + (entity + ",").repeat(10) + entity + "]}";

        assertThat(rest.post(FEATURES, eleven).errors())
                .isEqualTo("entities there are 11, but a request may have 10. Ask in parts.\n");
    }

    @Test
    void aKeyThatIsLongIsToldShortened() {
        isRefused(rest.post(FEATURES, "{\"entities\": [{\"" + "x".repeat(15_000) + "\": 1}]}"), 400, "WRONG_REQUEST");
        isRefused(
                rest.post(
                        "/v1/services/driver_activity/features",
                        "{\"entities\": [{\"driver_id\": \"" + "9".repeat(15_000) + "\"}]}"),
                400,
                "WRONG_REQUEST");
        isRefused(
                rest.post(
                        "/get-online-features", "{\"features\": [\"" + "v".repeat(9_000) + ":f\"], \"entities\": {}}"),
                400,
                "WRONG_REQUEST");
    }

    @Test
    void addressesThatAreNoneAreNotFound() {
        isRefused(rest.get("/"), 404, "UNKNOWN_ADDRESS");
        isRefused(rest.get("/v1/services/delay_model/features/more"), 404, "UNKNOWN_ADDRESS");
        isRefused(rest.get("/v1/services/../../etc/passwd"), 404, "UNKNOWN_ADDRESS");
        isRefused(rest.get("/v1/services/%2e%2e%2fpasswd/features?origin=ORD"), 404, "UNKNOWN_NAME");
        isRefused(rest.get("/v1/services/delay_modle/features?origin=ORD"), 404, "UNKNOWN_NAME");
        isRefused(rest.get("/v1/services/%3Cscript%3E/features"), 404, "UNKNOWN_NAME");
    }

    @Test
    void wrongMethodsAreToldWhichAreRight() {
        isRefused(rest.send("DELETE", FEATURES), 405, "WRONG_METHOD");
        isRefused(rest.get("/get-online-features"), 405, "WRONG_METHOD");
        assertThat(rest.send("PUT", FEATURES).json().path("detail").textValue()).contains("GET, POST");
    }

    @Test
    void keysInTheAddressAreHeldAgainstTheService() {
        assertThat(rest.get(FEATURES + "?origin=ORD&origin=ATL&destination=ATL").errors())
                .isEqualTo("origin is given twice.\n");
        assertThat(rest.get(FEATURES + "?origin=ORD&destination=ATL&%3Cscript%3E=1")
                        .errors())
                .contains("is no key here");
        assertThat(rest.get(FEATURES + "?origin=ORD").errors())
                .isEqualTo("destination is missing. The keys are: origin, destination.\n");
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        assertThat(raw("GET " + FEATURES + "?origin=%zz HTTP/1.1\r\nhost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("is not followed by two hexadecimal digits");
        assertThat(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nhost: x\r\n\r\n"))
                .contains(" 414 ")
                .contains("ADDRESS_TOO_LONG");
        assertThat(raw("GET / HTTP/1.1\r\nhost: x\r\nx: " + "a".repeat(9_000) + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("HEADERS_TOO_LONG");
        assertThat(raw("\0\1\2 hello\r\n\r\n")).contains(" 400 ").contains("WRONG_REQUEST");
        assertThat(raw("POST " + FEATURES + " HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void everyAnswerForbidsToGuessItsType() throws IOException {
        assertThat(raw("GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))
                .contains("x-content-type-options: nosniff");
        assertThat(raw("GET /<script> HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))
                .contains("x-content-type-options: nosniff")
                .contains("application/problem+json")
                .doesNotContain("<script>");
    }

    /** What the server answers to these bytes until it closes the connection. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
