package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.AirflowSettings;
import dev.sluice.project.AirflowSettings.Api;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirflowSettingsTest {
    @TempDir
    private Path folder;

    private ProjectFolder project(String more) {
        return ProjectFolder.in(folder).write("sluice.yaml", "project: flights\n" + more);
    }

    private AirflowSettings read(String more) {
        project(more);
        return FeatureProject.read(folder).settings().airflow();
    }

    @Test
    void aProjectHasNoAirflowUnlessItNamesOne() {
        assertThat(read("")).isEqualTo(AirflowSettings.NONE);
        assertThat(AirflowSettings.NONE)
                .isEqualTo(new AirflowSettings(null, Api.AUTO, null, "SLUICE_AIRFLOW_PASSWORD", null));
    }

    @Test
    void theAddressTheUserAndTheNamesOfSecretsAreRead() {
        assertThat(read("airflow: {url: \"http://localhost:8080/\", user: ada}"))
                .isEqualTo(new AirflowSettings(
                        URI.create("http://localhost:8080"), Api.AUTO, "ada", "SLUICE_AIRFLOW_PASSWORD", null));
        assertThat(read("""
                airflow:
                  url: https://astro.example.com/team-a
                  api: v2
                  user: ada
                  password_variable: ADAS_PASSWORD
                  token_variable: ASTRO_TOKEN
                """))
                .isEqualTo(new AirflowSettings(
                        URI.create("https://astro.example.com/team-a"), Api.V2, "ada", "ADAS_PASSWORD", "ASTRO_TOKEN"));
    }

    @Test
    void mistakesAreToldWithTheirLineAndSecretsAreNotRepeated() {
        assertThat(project("""
                        airflow:
                          url: http://ada:secret@localhost:8080
                          api: v3
                          usr: ada
                          password_variable: "pass word!"
                        """).mistakes())
                .containsExactlyInAnyOrder(
                        "sluice.yaml:3: Invalid url: 'http://***@localhost:8080'. Write the web server's address"
                                + " without user, password and /api, as http://host:8080.",
                        "sluice.yaml:4: Invalid api: 'v3'. Write v1 (Airflow 2), v2 (Airflow 3), or auto.",
                        "sluice.yaml:5: Unknown key 'usr' in airflow. Did you mean 'user'?",
                        "sluice.yaml:6: Invalid password_variable: it is no name of an environment variable. Write one, as"
                                + " SLUICE_AIRFLOW_PASSWORD; secrets do not belong into this file.");
        assertThat(project("airflow: {url: \"http://localhost:8080/api/v2\"}\n").mistakes())
                .singleElement()
                .asString()
                .contains("without user, password and /api");
    }
}
