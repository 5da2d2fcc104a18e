package dev.sluice.feature;

import java.util.Locale;
import java.util.Map;

/** The tag {@code pii}: values that tell of a person, which stand nowhere but in the tables that they were asked for. */
final class Pii {
    private static final String TAG = "pii";

    private Pii() {}

    static boolean isIn(Map<String, String> tags) {
        String value = tags.get(TAG);
        return value != null && !value.toLowerCase(Locale.ROOT).equals("false");
    }
}
