package dev.sluice.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.project.AirflowSettings;
import dev.sluice.project.AirflowSettings.Api;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AirflowAccessTest {
    private static AirflowSettings settings(@Nullable String user, @Nullable String tokenVariable) {
        return new AirflowSettings(
                URI.create("http://localhost:8080"), Api.AUTO, user, "PASSWORD_OF_ADA", tokenVariable);
    }

    @Test
    void secretsComeFromTheEnvironment() {
        assertThat(AirflowAccess.of(settings("ada", null), Map.of("PASSWORD_OF_ADA", "x"))
                        .credentials())
                .isEqualTo(new Credentials.Password("ada", "x"));
        assertThat(AirflowAccess.of(settings("ada", "TOKEN"), Map.of("TOKEN", "t"))
                        .credentials())
                .isEqualTo(new Credentials.Token("t"));
        assertThat(AirflowAccess.of(settings(null, null), Map.of()).credentials())
                .isEqualTo(Credentials.NOBODY);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> AirflowAccess.of(settings("ada", null), Map.of()))
                .hasMessage(
                        "Cannot log in to Airflow: the environment variable PASSWORD_OF_ADA does not hold the password of"
                                + " ada. Set it, or name another one in sluice.yaml.");
        assertThatThrownBy(() -> AirflowAccess.of(AirflowSettings.NONE, Map.of()))
                .hasMessageContaining("`airflow: {url: http://localhost:8080, user: admin}`")
                .hasMessageContaining("SLUICE_AIRFLOW_PASSWORD");
    }
}
