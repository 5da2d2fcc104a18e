package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A versioned list of views and features that a model uses, offline and online.
 *
 * @param values what its training sets show unless they are asked for something else
 * @param consumers who uses it, as far as it is declared
 */
public record FeatureService(
        String name, int version, List<ViewUse> uses, FeatureValues values, Metadata metadata, List<Consumer> consumers)
        implements Definition {
    public FeatureService {
        Identifier.checked("feature service", name);
        if (version < 1) {
            throw VocabularyError.invalid("Invalid version: " + version + " of feature service " + name + ".");
        }
        uses = List.copyOf(uses);
        consumers = List.copyOf(consumers);
        if (uses.isEmpty()) {
            throw VocabularyError.invalid("Invalid feature service: " + name + " uses no feature view.");
        }
    }

    /** A service of which nobody has said who uses it. */
    public FeatureService(String name, int version, List<ViewUse> uses, FeatureValues values, Metadata metadata) {
        this(name, version, uses, values, metadata, List.of());
    }

    /** A service whose training sets show what serving answers. */
    public FeatureService(String name, int version, List<ViewUse> uses, Metadata metadata) {
        this(name, version, uses, FeatureValues.SERVED, metadata);
    }

    @Override
    public String kind() {
        return "feature_service";
    }

    @Override
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        metadata.describe(fields);
        if (values != FeatureValues.SERVED) {
            fields.put("values", values.toString());
        }
        consumers.forEach(consumer -> fields.put("consumers." + consumer.name(), consumer.described()));
        for (int i = 0; i < uses.size(); i++) {
            fields.put("features.%03d".formatted(i), described(uses.get(i)));
        }
        return fields;
    }

    /** The same service, used by these. */
    public FeatureService withConsumers(List<Consumer> others) {
        return new FeatureService(name, version, uses, values, metadata, others);
    }

    /** As people write it: {@code delay_model@1}. */
    public String id() {
        return name + "@" + version;
    }

    private static String described(ViewUse use) {
        StringBuilder text = new StringBuilder(use.view());
        if (use.version() != null) {
            text.append('@').append(use.version());
        }
        if (!use.features().isEmpty()) {
            text.append(use.features());
        }
        if (!use.on().isEmpty()) {
            text.append(" on ").append(new TreeMap<>(use.on()));
        }
        return use.as() == null
                ? text.toString()
                : text.append(" as ").append(use.as()).toString();
    }
}
