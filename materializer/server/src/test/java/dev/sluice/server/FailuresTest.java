package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.online.OnlineStoreError;
import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;
import dev.sluice.server.Rest.Answer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller and what an operator hear when the store fails. */
class FailuresTest {
    private static final String FEATURES = "/v1/services/driver_activity/features?driver_id=1001";
    private static final String SECRET = "Cannot reach DynamoDB at http://10.1.2.3:8000 to read table secret";

    private final GatedStore store = new GatedStore();
    private final Map<String, Throwable> heard = new ConcurrentHashMap<>();
    private final FeatureServer server = FeatureServer.open(
            store,
            ServedFlights.CLIENT,
            ServedFlights.OPTIONS,
            (UUID id, Throwable cause) -> heard.put("urn:uuid:" + id, cause));
    private final Rest rest = new Rest(server);

    @AfterEach
    void close() {
        server.close();
    }

    /** As a store's adapter has them. */
    private enum StoreError implements ErrorCode {
        UNAVAILABLE(ErrorType.EXTERNAL),
        WRONG_TABLE(ErrorType.DEFINITION);

        private final ErrorType type;

        StoreError(ErrorType type) {
            this.type = type;
        }

        @Override
        public ErrorType type() {
            return type;
        }
    }

    private void isTold(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").textValue()).isEqualTo(code);
        assertThat(answer.text()).doesNotContain("10.1.2.3", "secret", "Exception");
        assertThat(heard).containsKey(answer.json().path("instance").textValue());
    }

    @Test
    void aStoreThatFailsIsToldWithoutWhereItIsAndTheOperatorHearsAll() {
        ServedFlights.fill(store);
        server.refresh();
        store.failWith(() -> StoreError.UNAVAILABLE.problem(SECRET));

        Answer answer = rest.get(FEATURES);

        isTold(answer, 503, "UNAVAILABLE");
        assertThat(answer.retryAfter()).isEqualTo("1");
        assertThat(heard.get(answer.json().path("instance").textValue())).hasMessage(SECRET);
    }

    @Test
    void aMistakeOfTheOperatorIsNotToldAsTheCallers() {
        ServedFlights.fill(store);
        server.refresh();
        store.failWith(() -> StoreError.WRONG_TABLE.problem(SECRET));

        isTold(rest.get(FEATURES), 503, "WRONG_TABLE");
    }

    @Test
    void aRowThatCannotBeReadAndABugAreFailuresOfTheServer() {
        ServedFlights.fill(store);
        server.refresh();
        store.failWith(() -> OnlineStoreError.UNREADABLE_ROW.problem(SECRET));
        isTold(rest.get(FEATURES), 500, "UNREADABLE_ROW");
        store.failWith(() -> new IllegalStateException(SECRET));
        isTold(rest.get(FEATURES), 500, "UNEXPECTED");
    }

    @Test
    void aServerIsReadyOnceTheStoreIsDescribedAndServesOnWhenTheDescriptionCannotBeRead() {
        assertThat(rest.get("/health/live").status()).isEqualTo(200);
        isTold(rest.get("/health/ready"), 503, "UNDESCRIBED");
        isTold(rest.get(FEATURES), 503, "UNDESCRIBED");

        ServedFlights.fill(store);
        server.refresh();
        assertThat(rest.get("/health/ready").status()).isEqualTo(200);
        assertThat(rest.get(FEATURES).status()).isEqualTo(200);

        store.failWith(() -> StoreError.UNAVAILABLE.problem(SECRET));
        server.refresh();
        isTold(rest.get("/health/ready"), 503, "UNAVAILABLE");
        store.failWith(null);
        assertThat(rest.get(FEATURES).status()).isEqualTo(200);
    }
}
