package dev.sluice.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** Something that a project declares and the registry keeps by version. */
public sealed interface Definition permits Entity, Source, FeatureView, FeatureService {
    /** What it is: {@code entity}, {@code source}, {@code feature_view} or {@code feature_service}. */
    String kind();

    String name();

    /** From 1; entities and sources have only version 1. */
    int version();

    /** All that it says, flat: {@code features.avg_delay_7d.type -> double}. Two definitions are equal when these are. */
    SortedMap<String, String> fields();

    /** The same, but equal for definitions that differ only in how a query of one meaning is written. */
    default SortedMap<String, String> fieldsByMeaning() {
        return fields();
    }

    /** SHA-256, in hex, of the fields. */
    default String fingerprint() {
        return fingerprint(fields());
    }

    /** SHA-256, in hex, of fields in their order; lengths are hashed too, so that no two maps run together. */
    static String fingerprint(SortedMap<String, String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((field, value) -> text.append(field.length())
                .append(':')
                .append(field)
                .append(value.length())
                .append(':')
                .append(value));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
