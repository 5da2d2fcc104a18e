package dev.sluice.registry;

import org.jspecify.annotations.Nullable;

/**
 * Who asks: SLUICE_USER (system property or environment), else the user that the operating system names. It is a name to be
 * held to, not a proof: whoever may write to the registry may write any name.
 */
public final class RequestingUser {
    private static final String SETTING = "SLUICE_USER";

    private RequestingUser() {}

    public static String name() {
        String property = System.getProperty(SETTING);
        String set = property == null ? System.getenv(SETTING) : property;
        return isName(set) ? String.valueOf(set).strip() : System.getProperty("user.name", "unknown");
    }

    private static boolean isName(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
