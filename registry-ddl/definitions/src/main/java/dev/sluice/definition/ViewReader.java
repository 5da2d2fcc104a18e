package dev.sluice.definition;

import dev.sluice.feature.Computation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.NearestName;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one feature view and what lies beside its file: the query and the expectations. */
final class ViewReader {
    private final Declared declared;
    private final TransformReader transforms;
    private final ExpectationReader expectations;

    ViewReader(Path folder, Declared declared, Mistakes mistakes) {
        this.declared = declared;
        this.transforms = new TransformReader(folder, mistakes);
        this.expectations = new ExpectationReader(folder, mistakes);
    }

    Optional<FeatureView> read(Value document, Path file) {
        return document.fields("a feature view", Keys.VIEW).flatMap(fields -> read(fields, file));
    }

    private Optional<FeatureView> read(Fields fields, Path file) {
        int before = fields.mistakes().count();
        @Nullable ViewId id = id(fields);
        Optional<Entity> entity = entity(fields);
        Optional<Transform> transform =
                fields.has("aggregate") ? AggregateReader.read(fields, entity) : transforms.read(fields, file);
        List<Feature> features = features(fields, transform);
        List<SourceUse> sources = sources(fields, transform);
        @Nullable
        Schedule schedule = fields.mistakes()
                .collect(
                        fields.origin("schedule"),
                        () -> Schedule.parse(fields.text("schedule").orElse("daily")));
        Lifetime lifetime = lifetime(fields);
        Placement placement =
                new Placement(fields.value("online").flatMap(Value::bool).orElse(false), TableReader.read(fields));
        boolean readable = entity.isPresent() && transform.isPresent() && !sources.isEmpty();
        if (fields.mistakes().count() > before || id == null || schedule == null || !readable) {
            expectations.read(fields, file, List.of());
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>(entity.orElseThrow().keyNames());
        features.forEach(feature -> columns.add(feature.name()));
        return Optional.ofNullable(fields.mistakes()
                .collect(
                        fields.origin(),
                        () -> new FeatureView(
                                id,
                                entity.orElseThrow(),
                                new Computation(sources, transform.orElseThrow(), schedule),
                                features,
                                lifetime,
                                placement,
                                expectations.read(fields, file, columns),
                                fields.metadata(),
                                fields.origin())));
    }

    private static @Nullable ViewId id(Fields fields) {
        Optional<String> name = fields.requiredText("feature_view");
        return name.isEmpty()
                ? null
                : fields.mistakes()
                        .collect(fields.origin("feature_view"), () -> new ViewId(name.get(), fields.version()));
    }

    private Optional<Entity> entity(Fields fields) {
        Optional<String> name = fields.requiredText("entity");
        List<String> known = declared.entities().stream().map(Entity::name).toList();
        name.filter(text -> !known.contains(text) && !declared.isAttempted("entity", text))
                .ifPresent(text -> fields.mistakes()
                        .add(
                                fields.origin("entity"),
                                "Unknown entity '" + text + "'." + NearestName.hint(text, known)
                                        + " Declare it in entities.yaml."));
        return declared.entities().stream()
                .filter(entity -> name.filter(entity.name()::equals).isPresent())
                .findFirst();
    }

    private List<SourceUse> sources(Fields fields, Optional<Transform> transform) {
        List<SourceUse> uses = new ArrayList<>();
        if (fields.has("aggregate")) {
            TimeSpan longest = transform.map(ViewReader::longest).orElse(TimeSpan.ZERO);
            fields.requiredText("source")
                    .ifPresent(name -> add(uses, name, fields.value("source").orElseThrow(), longest));
            return uses;
        }
        List.of("source", "on").stream()
                .filter(fields::has)
                .forEach(key ->
                        fields.mistakes().add(fields.origin(key), "The key '" + key + "' goes with 'aggregate' only."));
        Optional<Value> value = fields.required("sources");
        if (value.isPresent() && value.get().isList()) {
            value.get()
                    .list()
                    .orElse(List.of())
                    .forEach(element -> element.text().ifPresent(name -> add(uses, name, element, TimeSpan.ZERO)));
        } else {
            value.flatMap(Value::entries)
                    .ifPresent(entries -> entries.forEach((name, use) -> add(uses, name, use, lookback(use))));
        }
        return uses;
    }

    private static TimeSpan longest(Transform transform) {
        return transform instanceof Transform.Aggregates aggregates ? aggregates.longest() : TimeSpan.ZERO;
    }

    private static TimeSpan lookback(Value use) {
        @Nullable
        TimeSpan lookback = use.fields("the use of a source", Keys.USE_OF_SOURCE)
                .map(fields -> fields.span("lookback"))
                .orElse(null);
        return lookback == null ? TimeSpan.ZERO : lookback;
    }

    private void add(List<SourceUse> uses, String name, Value place, TimeSpan lookback) {
        List<String> known = declared.sources().stream().map(Source::name).toList();
        if (known.contains(name)) {
            uses.add(new SourceUse(name, lookback));
        } else if (!declared.isAttempted("source", name)) {
            place.mistakes()
                    .add(
                            place.origin(),
                            "Unknown source '" + name + "'." + NearestName.hint(name, known)
                                    + " Declare it in sources.yaml.");
        }
    }

    private static Lifetime lifetime(Fields fields) {
        @Nullable TimeSpan delay = fields.span("availability_delay");
        return new Lifetime(fields.span("ttl"), delay == null ? TimeSpan.ZERO : delay, fields.span("freshness"));
    }

    private static List<Feature> features(Fields fields, Optional<Transform> transform) {
        List<Feature> features = new ArrayList<>();
        if (fields.has("aggregate")) {
            transform
                    .map(Transform.Aggregates.class::cast)
                    .ifPresent(aggregates -> aggregates
                            .features()
                            .forEach(feature -> fields.mistakes()
                                    .collect(fields.origin("aggregate"), () -> features.add(feature.feature()))));
            return features;
        }
        fields.required("features")
                .flatMap(Value::list)
                .ifPresent(list -> list.forEach(value -> value.fields("a feature", Keys.FEATURE)
                        .flatMap(ViewReader::feature)
                        .ifPresent(features::add)));
        return features;
    }

    private static Optional<Feature> feature(Fields fields) {
        Optional<String> name = fields.requiredText("name");
        Optional<String> type = fields.requiredText("type");
        if (name.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        @Nullable ValueType read = fields.mistakes().collect(fields.origin("type"), () -> ValueType.parse(type.get()));
        if (read == null) {
            return Optional.empty();
        }
        @Nullable String defaultValue = fields.text("default").orElse(null);
        if (defaultValue != null) {
            fields.mistakes()
                    .collect(fields.origin("default"), () -> DefaultValue.checked(name.get(), read, defaultValue));
        }
        return Optional.ofNullable(fields.mistakes()
                .collect(
                        fields.origin("name"),
                        () -> new Feature(
                                name.get(),
                                read,
                                fields.text("description").orElse(""),
                                defaultValue,
                                fields.texts("tags"))));
    }
}
