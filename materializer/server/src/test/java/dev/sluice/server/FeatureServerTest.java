package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.server.Rest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeatureServerTest {
    private static FeatureServer server;
    private static Rest rest;

    @BeforeAll
    static void open() {
        InMemoryOnlineStore store = new InMemoryOnlineStore();
        ServedFlights.fill(store);
        server = ServedFlights.serve(store, ServedFlights.OPTIONS);
        rest = new Rest(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void aVectorIsAnsweredAsSluiceGetWritesIt() {
        Answer answer = rest.get("/v1/services/delay_model/features?origin=ORD&destination=ATL");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.json()).isEqualTo(Rest.json("""
                {'keys': {'origin': 'ORD', 'destination': 'ATL'}, 'features': {
                 'origin__departures_1d': {'value': 7, 'status': 'PRESENT', 'event_time': '2001-03-05T11:59:00Z', 'version': 1, 'default': false},
                 'origin__avg_delay_7d': {'value': 1.5, 'status': 'PRESENT', 'event_time': '2001-03-05T11:59:00Z', 'version': 1, 'default': false},
                 'destination__departures_1d': {'value': 8, 'status': 'PRESENT', 'event_time': '2001-03-05T12:00:00Z', 'version': 1, 'default': false},
                 'destination__avg_delay_7d': {'value': null, 'status': 'NULL_VALUE', 'event_time': '2001-03-05T12:00:00Z', 'version': 1, 'default': false},
                 'flights_7d': {'value': 3, 'status': 'PRESENT', 'event_time': '2001-03-05T12:00:00Z', 'version': 1, 'default': false},
                 'max_delay_7d': {'value': 40, 'status': 'PRESENT', 'event_time': '2001-03-05T12:00:00Z', 'version': 1, 'default': false}}}"""));
    }

    @Test
    void manyEntitiesAreAnsweredInTheirOrderEachAsOftenAsItWasAskedFor() {
        Answer answer = rest.post("/v1/services/driver_activity/features", """
                {"entities": [{"driver_id": 5}, {"driver_id": "1001"}, {"driver_id": 1001.0}, {"driver_id": 5}]}""");

        assertThat(answer.json().findValuesAsText("avg_daily_trips")).hasSize(4);
        assertThat(answer.json().at("/vectors").findValues("avg_daily_trips"))
                .extracting(value -> value.path("value").asText())
                .containsExactly("null", "17", "17", "null");
        assertThat(answer.json().at("/vectors/1/keys/driver_id").textValue()).isEqualTo("1001");
    }

    @Test
    void everyTypeHasItsJsonForm() {
        Answer answer = rest.get("/v1/services/typed/features?number=7&on_day=2001-03-05");

        assertThat(answer.text())
                .contains("\"a_int\":{\"value\":-2,")
                .contains("\"a_long\":{\"value\":9223372036854775807,")
                .contains("\"a_float\":{\"value\":\"Infinity\",")
                .contains("\"a_double\":{\"value\":\"NaN\",")
                .contains("\"a_boolean\":{\"value\":true,")
                .contains("\"a_string\":{\"value\":\"<b>\u65e5\u672c</b>\\n\",")
                .contains("\"a_bytes\":{\"value\":\"AP8=\",")
                .contains("\"a_timestamp\":{\"value\":\"2001-03-05T11:59:59.000001Z\",")
                .contains("\"a_date\":{\"value\":\"0001-01-01\",")
                .contains("\"a_decimal\":{\"value\":1.50,")
                .contains("\"ints\":{\"value\":[1,null],")
                .contains("\"embedding\":{\"value\":[0.5,\"NaN\"],");
    }

    @Test
    void ageIsLimitedByTheViewAndByTheRequest() {
        assertThat(departures("{'entities': [{'origin': 'OLD', 'destination': 'ATL'}]}"))
                .isEqualTo("null OUTSIDE_MAX_AGE");
        assertThat(departures("{'entities': [{'origin': 'OLD', 'destination': 'ATL'}], 'outdated': true}"))
                .isEqualTo("9 OUTSIDE_MAX_AGE");
        assertThat(departures("{'entities': [{'origin': 'ORD', 'destination': 'ATL'}], 'max_age': '59s'}"))
                .isEqualTo("null OUTSIDE_MAX_AGE");
        assertThat(departures("{'entities': [{'origin': 'ORD', 'destination': 'ATL'}], 'max_age': '60s'}"))
                .isEqualTo("7 PRESENT");
    }

    private static String departures(String request) {
        var feature = rest.post("/v1/services/delay_model/features", request.replace('\'', '"'))
                .json()
                .at("/vectors/0/features/origin__departures_1d");
        return feature.path("value").asText() + " " + feature.path("status").asText();
    }

    @Test
    void servicesSayWhatTheyTakeAndGive() {
        assertThat(rest.get("/v1/services/typed@1").json().at("/keys"))
                .isEqualTo(Rest.json("{'number': 'long', 'on_day': 'date'}"));
        assertThat(rest.get("/v1/services").json().at("/services/0"))
                .isEqualTo(rest.get("/v1/services/delay_model").json())
                .isEqualTo(Rest.json("""
                {'name': 'delay_model', 'version': 1, 'keys': {'origin': 'string', 'destination': 'string'}, 'features': [
                 {'name': 'origin__departures_1d', 'type': 'long', 'view': 'airport_delays@1'},
                 {'name': 'origin__avg_delay_7d', 'type': 'double', 'view': 'airport_delays@1'},
                 {'name': 'destination__departures_1d', 'type': 'long', 'view': 'airport_delays@1'},
                 {'name': 'destination__avg_delay_7d', 'type': 'double', 'view': 'airport_delays@1'},
                 {'name': 'flights_7d', 'type': 'long', 'view': 'route_delays@1'},
                 {'name': 'max_delay_7d', 'type': 'long', 'view': 'route_delays@1'}]}"""));
    }

    @Test
    void theServerDescribesItself() {
        assertThat(rest.get("/openapi.yaml").text())
                .startsWith("openapi: 3.1.0")
                .contains("/get-online-features:");
        assertThat(rest.get("/features.proto").text()).contains("service FeatureServing");
        assertThat(rest.get("/health/live").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(rest.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void whatIsAskedIsCountedAndTimed() {
        rest.get("/v1/services/delay_model/features?origin=ORD&destination=ATL");
        rest.get("/v1/services/delay_model/features?origin=ORD");

        assertThat(rest.get("/metrics").text())
                .contains(
                        "sluice_server_request_seconds_bucket{protocol=\"http\",route=\"features\",status=\"200\",le=")
                .contains("sluice_server_request_seconds_count{protocol=\"http\",route=\"features\",status=\"400\"}")
                .contains("sluice_server_features_total{service=\"delay_model\",status=\"PRESENT\"}")
                .contains("sluice_server_ready 1.0")
                .contains("jvm_memory_used_bytes");
    }
}
