package dev.sluice.project;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where Airflow is and who asks it. Secrets stay in the environment: what is here are names of variables.
 *
 * @param url of the web server, as {@code https://airflow.example.com/team}; null when the project has no Airflow
 * @param api the release of its REST API
 * @param user who logs in; null when no password is asked for
 * @param passwordVariable the environment variable that holds the password
 * @param tokenVariable the environment variable that holds a token, which then stands for user and password; null without one
 */
public record AirflowSettings(
        @Nullable URI url,
        Api api,
        @Nullable String user,
        String passwordVariable,
        @Nullable String tokenVariable) {
    public static final String PASSWORD_VARIABLE = "SLUICE_AIRFLOW_PASSWORD";

    public static final AirflowSettings NONE = new AirflowSettings(null, Api.AUTO, null, PASSWORD_VARIABLE, null);

    /** A release of Airflow's REST API. */
    public enum Api {
        /** Whichever the server answers. */
        AUTO,
        /** That of Airflow 2. */
        V1,
        /** That of Airflow 3. */
        V2;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
