package dev.sluice.feature;

import java.util.Arrays;
import java.util.Map;

/** The tag {@code pii}: values that tell of a person, which stand nowhere but in the tables that they were asked for. */
final class Pii {
    private static final String TAG = "pii";

    private Pii() {}

    /** Whether a column is meant: the tag is {@code true}, or names columns, with commas between them. */
    static boolean isIn(Map<String, String> tags, String column) {
        String value = tags.getOrDefault(TAG, "false").strip();
        return value.isEmpty()
                || value.equalsIgnoreCase("true")
                || Arrays.stream(value.split(",")).map(String::strip).anyMatch(column::equalsIgnoreCase);
    }

    static boolean isIn(Map<String, String> tags) {
        String value = tags.get(TAG);
        return value != null && !value.strip().equalsIgnoreCase("false");
    }
}
