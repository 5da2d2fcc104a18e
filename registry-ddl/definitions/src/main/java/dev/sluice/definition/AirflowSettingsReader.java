package dev.sluice.definition;

import dev.sluice.project.AirflowSettings;
import dev.sluice.project.AirflowSettings.Api;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** Reads {@code airflow:} of sluice.yaml. */
final class AirflowSettingsReader {
    private static final String URL = "https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?";
    private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]{0,127}";

    private AirflowSettingsReader() {}

    static AirflowSettings settings(Fields settings) {
        return settings.value("airflow")
                .flatMap(value -> value.fields("airflow", Keys.AIRFLOW))
                .map(AirflowSettingsReader::airflow)
                .orElse(AirflowSettings.NONE);
    }

    private static AirflowSettings airflow(Fields fields) {
        AirflowSettings defaults = AirflowSettings.NONE;
        return new AirflowSettings(
                url(fields).orElse(defaults.url()),
                api(fields).orElse(defaults.api()),
                fields.text("user").orElse(defaults.user()),
                variable(fields, "password_variable").orElse(defaults.passwordVariable()),
                variable(fields, "token_variable").orElse(defaults.tokenVariable()));
    }

    private static Optional<URI> url(Fields fields) {
        Optional<String> url = fields.text("url");
        Optional<String> good = url.filter(text -> text.matches(URL) && !text.matches(".*/api/v[12]/?"));
        if (url.isPresent() && good.isEmpty()) {
            fields.mistakes()
                    .add(
                            fields.origin("url"),
                            "Invalid url: '" + url.get().replaceAll("//.*@", "//***@")
                                    + "'. Write the web server's address without user, password and /api, as http://host:8080.");
        }
        return good.map(text -> URI.create(text.replaceAll("/+$", "")));
    }

    private static Optional<Api> api(Fields fields) {
        Optional<String> text = fields.text("api");
        Optional<Api> api = text.flatMap(name -> Arrays.stream(Api.values())
                .filter(one -> one.toString().equals(name))
                .findFirst());
        if (text.isPresent() && api.isEmpty()) {
            fields.mistakes()
                    .add(
                            fields.origin("api"),
                            "Invalid api: '" + text.get() + "'. Write v1 (Airflow 2), v2 (Airflow 3), or auto.");
        }
        return api;
    }

    /** A secret that somebody wrote where the name of its variable belongs is not repeated. */
    private static Optional<String> variable(Fields fields, String key) {
        Optional<String> name = fields.text(key);
        Optional<String> good = name.filter(text -> text.matches(VARIABLE));
        if (name.isPresent() && good.isEmpty()) {
            fields.mistakes()
                    .add(
                            fields.origin(key),
                            "Invalid " + key + ": it is no name of an environment variable. Write one, as "
                                    + AirflowSettings.PASSWORD_VARIABLE + "; secrets do not belong into this file.");
        }
        return good;
    }
}
