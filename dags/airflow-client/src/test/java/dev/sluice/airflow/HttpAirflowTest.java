package dev.sluice.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.AirflowSettings.Api;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract over both releases of the API, whose server has short pages. */
class HttpAirflowTest {
    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(20), 3, Duration.ofMillis(5));

    @Nested
    class OfTheFirstRelease extends Over {
        OfTheFirstRelease() {
            super(Api.V1);
        }
    }

    @Nested
    class OfTheSecondRelease extends Over {
        OfTheSecondRelease() {
            super(Api.V2);
        }
    }

    abstract static class Over extends AirflowContract {
        private final Api api;
        private AirflowStandIn server;

        Over(Api api) {
            this.api = api;
        }

        @BeforeEach
        @Override
        void asked() {
            server = AirflowStandIn.of(api, ContractDags.airflow(), "secret");
            server.wire().limitPages(1);
            super.asked();
        }

        @AfterEach
        void closed() {
            server.close();
        }

        @Override
        Airflow airflow() {
            return HttpAirflow.of(
                    new AirflowAccess(
                            server.url(), Api.AUTO, new Credentials.Password(AirflowStandIn.USER, "secret"), PATIENCE),
                    Clock.systemUTC());
        }

        @Test
        void theReleaseIsFoundOut() {
            assertThat(server.requests())
                    .contains("GET /api/v2/version")
                    .anyMatch(line -> line.contains(
                            api == Api.V1
                                    ? "PATCH /api/v1/dags/sluice_contract"
                                    : "PATCH /api/v2/dags/sluice_contract"));
        }
    }
}
