package dev.sluice.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One feature of a vector.
 *
 * @param name as the service gives it out: {@code feature} or {@code as__feature}
 * @param value in the Java form of its type; null unless PRESENT, outdated values asked for, or a default declared
 * @param eventTime when the row became true; null without a row
 * @param version of the view
 * @param defaulted whether the value is the feature's declared default
 */
public record FeatureValue(
        String name,
        @Nullable Object value,
        FeatureStatus status,
        @Nullable Instant eventTime,
        int version,
        boolean defaulted) {}
