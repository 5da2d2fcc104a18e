package dev.sluice.airflow;

import dev.sluice.project.AirflowSettings.Api;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The contract against a real Airflow that has the DAGs of {@code src/test/dags}: {@code -Dsluice.airflow.url=...}, with
 * {@code -Dsluice.airflow.user} and {@code -Dsluice.airflow.password}.
 */
@EnabledIfSystemProperty(
        named = "sluice.airflow.url",
        matches = "http.*",
        disabledReason = "no address of a real Airflow given")
class RealAirflowTest extends AirflowContract {
    private final Airflow airflow = HttpAirflow.of(
            new AirflowAccess(
                    URI.create(System.getProperty("sluice.airflow.url", "http://localhost:8080")),
                    Api.AUTO,
                    new Credentials.Password(
                            System.getProperty("sluice.airflow.user", "admin"),
                            System.getProperty("sluice.airflow.password", "admin")),
                    Patience.DEFAULTS),
            Clock.systemUTC());

    @Override
    Airflow airflow() {
        return airflow;
    }

    @Override
    Duration longest() {
        return Duration.ofMinutes(3);
    }
}
