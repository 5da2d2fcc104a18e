package dev.sluice.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A feature by its view's name, as requests write it: {@code view:feature}, {@code view@2:feature}, and Feast's
 * {@code view@v2:feature}.
 *
 * @param version the pinned version; null follows the active one
 */
record FeatureReference(String view, @Nullable Integer version, String feature) {
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z_]\\w{0,199})(?:@v?(\\d{1,6}))?:([A-Za-z_]\\w{0,199})");

    static FeatureReference parse(String field, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new RefusedRequest(
                    field, "'" + text + "' is no feature. Write view:feature or view@version:feature.");
        }
        String version = matcher.group(2);
        return new FeatureReference(
                matcher.group(1), version == null ? null : Integer.valueOf(version), matcher.group(3));
    }

    boolean isOfSameView(FeatureReference other) {
        return view.equals(other.view) && java.util.Objects.equals(version, other.version);
    }
}
