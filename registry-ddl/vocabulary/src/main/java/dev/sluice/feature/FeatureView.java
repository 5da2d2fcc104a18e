package dev.sluice.feature;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Suite;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.Origin;
import dev.sluice.problem.VocabularyError;
import dev.sluice.time.Granularity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Features of an entity that are computed together, in one version.
 *
 * @param placement where its rows are kept
 * @param origin where the project declares it; null when it was built in Java
 */
public record FeatureView(
        ViewId id,
        Entity entity,
        Computation computation,
        List<Feature> features,
        Lifetime lifetime,
        Placement placement,
        Suite suite,
        Metadata metadata,
        @Nullable Origin origin)
        implements Definition {
    public FeatureView {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw VocabularyError.invalid("Invalid feature view: " + id + " has no features.");
        }
        List<String> columns = new java.util.ArrayList<>(entity.keyNames());
        features.forEach(feature -> columns.add(feature.name()));
        Columns.checkDistinct("feature view " + id, columns);
    }

    /** Whether the newest values go to the online store. */
    public boolean online() {
        return placement.online();
    }

    /** The same view, whose promoted rows lie in another table. */
    public FeatureView withTable(TableKind table) {
        return withPlacement(new Placement(online(), table));
    }

    /** The same view, whose rows are kept elsewhere. */
    public FeatureView withPlacement(Placement other) {
        return new FeatureView(id, entity, computation, features, lifetime, other, suite, metadata, origin);
    }

    /** What its partitions must fulfil to be promoted, beside what every view's must. */
    public List<Expectation> expectations() {
        return suite.expectations();
    }

    /**
     * The keys and features whose values tell of persons: the features that are tagged {@code pii}, all keys of an entity that
     * is, everything of a view that is.
     */
    public Set<String> piiColumns() {
        Set<String> columns = new TreeSet<>();
        boolean all = Pii.isIn(metadata.tags());
        if (all || Pii.isIn(entity.metadata().tags())) {
            columns.addAll(entity.keyNames());
        }
        features.stream()
                .filter(feature -> all || Pii.isIn(feature.tags()))
                .forEach(feature -> columns.add(feature.name()));
        return columns;
    }

    /** The same view, computed by another transform. */
    public FeatureView withTransform(Transform other) {
        Computation changed = new Computation(computation.sources(), other, computation.schedule());
        return new FeatureView(id, entity, changed, features, lifetime, placement, suite, metadata, origin);
    }

    public Granularity granularity() {
        return computation.granularity();
    }

    /** What it aggregates; empty when a query or a class computes it. */
    public Optional<Transform.Aggregates> aggregates() {
        return computation.transform() instanceof Transform.Aggregates aggregates
                ? Optional.of(aggregates)
                : Optional.empty();
    }

    /** The feature of this name; an unknown one is an error that names the nearest. */
    public Feature feature(String name) {
        return features.stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> VocabularyError.invalid("Unknown feature: '" + name + "' of feature view " + id + "."
                        + NearestName.hint(name, featureNames())));
    }

    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    @Override
    public String kind() {
        return "feature_view";
    }

    @Override
    public String name() {
        return id.name();
    }

    @Override
    public int version() {
        return id.version();
    }

    @Override
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = fieldsByMeaning();
        computation.describeText(fields);
        return fields;
    }

    @Override
    public SortedMap<String, String> fieldsByMeaning() {
        SortedMap<String, String> fields = new TreeMap<>(meaning());
        metadata.describe(fields);
        lifetime.describe(fields);
        placement.describe(fields);
        features.forEach(feature -> describe(feature, fields));
        suite.describe(fields);
        return fields;
    }

    /** The fields that decide the values of its rows: when one changes, what was computed before is stale. */
    public SortedMap<String, String> meaning() {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("entity", entity.name());
        fields.put(
                "entity.key",
                String.join(", ", entity.key().stream().map(Object::toString).toList()));
        computation.describe(fields);
        features.forEach(feature -> fields.put(
                "features." + feature.name() + ".type", feature.type().toString()));
        return fields;
    }

    private static void describe(Feature feature, SortedMap<String, String> fields) {
        if (!feature.description().isEmpty()) {
            fields.put("features." + feature.name() + ".description", feature.description());
        }
        String defaultValue = feature.defaultValue();
        if (defaultValue != null) {
            fields.put("features." + feature.name() + ".default", defaultValue);
        }
        feature.tags().forEach((tag, value) -> fields.put("features." + feature.name() + ".tags." + tag, value));
    }
}
