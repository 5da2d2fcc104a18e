package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.server.Rest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The request that Feast's clients send, and the answer that they read. */
class FeastCompatibilityTest {
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

    private static Answer ask(String request) {
        return rest.post("/get-online-features", request.replace('\'', '"'));
    }

    private static String names(Answer answer) {
        return answer.json().at("/metadata/feature_names").toString().replace('"', '\'');
    }

    @Test
    void featuresAreAnsweredInColumnsAfterTheKeys() {
        Answer answer = ask("{'features': ['driver_hourly_stats:conv_rate'], 'entities': {'driver_id': [1001, 999]},"
                + " 'full_feature_names': false, 'include_feature_view_version_metadata': false}");

        assertThat(answer.json()).isEqualTo(Rest.json("""
                {'results': [
                 {'values': [1001, 999], 'statuses': ['PRESENT', 'PRESENT'],
                  'event_timestamps': ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z']},
                 {'values': [0.4715041220188141, null], 'statuses': ['PRESENT', 'NOT_FOUND'],
                  'event_timestamps': ['2001-03-05T12:00:00Z', '1970-01-01T00:00:00Z']}],
                 'metadata': {'feature_names': ['driver_id', 'conv_rate']}}"""));
    }

    @Test
    void aFeatureServiceIsAnsweredLikewise() {
        Answer answer = ask("{'feature_service': 'driver_activity', 'entities': {'driver_id': [999, 1001, 1001]}}");

        assertThat(names(answer)).isEqualTo("['driver_id','conv_rate','avg_daily_trips']");
        assertThat(answer.json().at("/results/2/values")).isEqualTo(Rest.json("[null, 17, 17]"));
    }

    @Test
    void fullNamesHaveTheViewOrItsAliasBefore() {
        assertThat(names(ask("{'feature_service': 'delay_model', 'full_feature_names': true,"
                        + " 'entities': {'origin': ['ORD'], 'destination': ['ATL']}}")))
                .isEqualTo("['origin','destination','origin__departures_1d','origin__avg_delay_7d',"
                        + "'destination__departures_1d','destination__avg_delay_7d',"
                        + "'route_delays__flights_7d','route_delays__max_delay_7d']");
        assertThat(names(ask("{'features': ['driver_hourly_stats:conv_rate'], 'full_feature_names': true,"
                        + " 'entities': {'driver_id': [1]}}")))
                .isEqualTo("['driver_id','driver_hourly_stats__conv_rate']");
    }

    @Test
    void theFeaturesComeInTheOrderOfTheRequestWhateverTheirViews() {
        Answer answer = ask("{'features': ['route_delays:max_delay_7d', 'driver_hourly_stats@v1:avg_daily_trips',"
                + " 'route_delays:flights_7d', 'driver_hourly_stats@1:conv_rate'],"
                + " 'entities': {'driver_id': [1001], 'origin': ['ORD'], 'destination': ['ATL']}}");

        assertThat(names(answer))
                .isEqualTo("['driver_id','origin','destination',"
                        + "'max_delay_7d','avg_daily_trips','flights_7d','conv_rate']");
        assertThat(answer.json().findValues("values").stream()
                        .map(JsonNode::toString)
                        .toList())
                .endsWith("[40]", "[17]", "[3]", "[0.4715041220188141]");
    }

    @Test
    void twoFeaturesOfOneNameAreRefusedWithoutFullNames() {
        Answer answer = ask("{'features': ['airport_delays:avg_delay_7d', 'airport_delays@1:avg_delay_7d'],"
                + " 'entities': {'airport': ['ORD']}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).contains("features two of them are named avg_delay_7d");
    }

    @Test
    void aTextIsReadAsTheKeysTypeSoThatOneKeyHasOneRow() {
        Answer answer = ask("{'feature_service': 'driver_activity', 'entities': {'driver_id': ['1001', 1001]}}");

        assertThat(answer.json().at("/results/2/values")).isEqualTo(Rest.json("[17, 17]"));
    }

    @Test
    void unknownNamesNameTheNearest() {
        assertThat(ask("{'features': ['driver_hourly_stat:conv_rate'], 'entities': {'driver_id': [1]}}"))
                .extracting(Answer::status, Answer::errors)
                .containsExactly(
                        404,
                        "features[0] Unknown feature view: 'driver_hourly_stat' is not in the online store."
                                + " Did you mean 'driver_hourly_stats'?\n");
        assertThat(ask("{'features': ['driver_hourly_stats:conv_rates'], 'entities': {'driver_id': [1]}}")
                        .errors())
                .contains("Did you mean 'conv_rate'?");
        assertThat(ask("{'feature_service': 'driver_activty', 'entities': {'driver_id': [1]}}"))
                .extracting(Answer::status, Answer::type)
                .containsExactly(404, "application/problem+json");
    }

    /** What Feast answers with 500, or with another entity's values. */
    @Test
    void wrongEntitiesAreRefusedByField() {
        String request = "{'feature_service': 'delay_model', 'entities': %s}";
        assertThat(ask(request.formatted("{'origin': ['ORD', null, 5], 'destination': ['ATL', 'ATL', ['ATL']]}"))
                        .errors())
                .isEqualTo("""
                entities.origin[1] has no value.
                entities.origin[2] is a number, but the key's type is string.
                entities.destination[2] is no single value, but the key's type is string.
                """);
        assertThat(ask(request.formatted("{'origin': ['ORD'], 'destinaton': ['ATL']}"))
                        .errors())
                .contains("entities.destination[0] is missing")
                .contains("entities.destinaton[0] is no key here. Did you mean 'destination'?");
        assertThat(ask(request.formatted("{'origin': ['ORD', 'ATL'], 'destination': ['ATL']}"))
                        .errors())
                .isEqualTo("entities.destination has 1 values, but entities.origin has 2.\n");
        assertThat(ask(request.formatted("{'origin': [], 'destination': []}")).errors())
                .isEqualTo("entities there is none. Name at least one.\n");
        assertThat(ask("{'feature_service': 'driver_activity', 'entities': {'driver_id': [1.5, 99999999999999999999]}}")
                        .errors())
                .contains("driver_id[0] Invalid long: '1.5'")
                .contains("driver_id[1] Invalid long: '99999999999999999999'");
    }
}
