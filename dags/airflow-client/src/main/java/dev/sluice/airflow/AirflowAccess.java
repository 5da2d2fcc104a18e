package dev.sluice.airflow;

import dev.sluice.project.AirflowSettings;
import dev.sluice.project.AirflowSettings.Api;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Airflow, and who asks it. */
public record AirflowAccess(URI url, Api api, Credentials credentials, Patience patience) {
    /** What a project says, with its secrets from the environment. */
    public static AirflowAccess of(AirflowSettings settings, Map<String, String> environment) {
        URI url = settings.url();
        if (url == null) {
            throw AirflowError.NOT_CONFIGURED.problem("Cannot find Airflow: the project does not say where it is."
                    + " Write into sluice.yaml `airflow: {url: http://localhost:8080, user: admin}` and put the password into"
                    + " the environment as " + settings.passwordVariable() + ".");
        }
        return new AirflowAccess(url, settings.api(), credentials(settings, environment), Patience.DEFAULTS);
    }

    public AirflowAccess with(Patience other) {
        return new AirflowAccess(url, api, credentials, other);
    }

    private static Credentials credentials(AirflowSettings settings, Map<String, String> environment) {
        String token = settings.tokenVariable();
        if (token != null) {
            return new Credentials.Token(secret(token, "token", environment));
        }
        String user = settings.user();
        return user == null
                ? Credentials.NOBODY
                : new Credentials.Password(
                        user, secret(settings.passwordVariable(), "password of " + user, environment));
    }

    private static String secret(String variable, String what, Map<String, String> environment) {
        @Nullable String secret = environment.get(variable);
        if (secret == null || secret.isEmpty()) {
            throw AirflowError.NOT_CONFIGURED.problem("Cannot log in to Airflow: the environment variable " + variable
                    + " does not hold the " + what + ". Set it, or name another one in sluice.yaml.");
        }
        return secret;
    }
}
