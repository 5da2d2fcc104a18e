package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view as a service uses it.
 *
 * @param version the pinned version; null follows the active one
 * @param as the prefix of its columns, {@code as__feature}; null for the features' own names
 * @param features the features asked for, in order; empty for all
 * @param on the request's or spine's column for a key column, where they differ: key column to spine column
 */
public record ViewUse(
        String view, @Nullable Integer version, @Nullable String as, List<String> features, Map<String, String> on) {
    public ViewUse {
        Identifier.checked("feature view", view);
        if (as != null) {
            Identifier.checked("'as'", as);
        }
        if (version != null && version < 1) {
            throw VocabularyError.invalid("Invalid version: " + version + " of feature view " + view + ".");
        }
        features = List.copyOf(features);
        on = Map.copyOf(on);
    }

    /** The column of the spine or the request that holds this key column. */
    public String spineColumn(String keyColumn) {
        return on.getOrDefault(keyColumn, keyColumn);
    }

    /** The name under which a feature of this use comes out: {@code feature} or {@code as__feature}. */
    public String outputName(String feature) {
        return as == null ? feature : as + "__" + feature;
    }
}
