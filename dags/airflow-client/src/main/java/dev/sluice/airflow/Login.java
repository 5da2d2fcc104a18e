package dev.sluice.airflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How requests say who sends them. Threads may share it. */
interface Login {
    Login NONE = fixed(null);

    /** The header of the next request; null for none. */
    @Nullable
    String authorization();

    /** Whether another header than this one, which was refused, may be taken. */
    boolean renew(@Nullable String refused);

    static Login basic(Credentials.Password password) {
        byte[] both = (password.user() + ":" + password.secret()).getBytes(StandardCharsets.UTF_8);
        return fixed("Basic " + Base64.getEncoder().encodeToString(both));
    }

    static Login bearer(Credentials.Token token) {
        return fixed("Bearer " + token.secret());
    }

    private static Login fixed(@Nullable String header) {
        return new Login() {
            @Override
            public @Nullable String authorization() {
                return header;
            }

            @Override
            public boolean renew(@Nullable String refused) {
                return false;
            }
        };
    }
}
