package dev.sluice.definition;

import dev.sluice.feature.Consumer;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureValues;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one feature service and holds it against the declared views. */
final class ServiceReader {
    private final Declared declared;

    ServiceReader(Declared declared) {
        this.declared = declared;
    }

    Optional<FeatureService> read(Value value) {
        return value.fields("a feature service", Keys.SERVICE).flatMap(this::read);
    }

    private Optional<FeatureService> read(Fields fields) {
        int before = fields.mistakes().count();
        Optional<String> name = fields.requiredText("feature_service");
        List<ViewUse> uses = new ArrayList<>();
        Map<String, Origin> outputs = new HashMap<>();
        fields.required("features")
                .flatMap(Value::list)
                .ifPresent(list -> list.forEach(value -> value.fields("the use of a view", Keys.USE_OF_VIEW)
                        .flatMap(use -> use(use, outputs))
                        .ifPresent(uses::add)));
        List<Consumer> consumers = ConsumerReader.read(fields);
        if (fields.mistakes().count() > before || name.isEmpty() || uses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(fields.mistakes()
                .collect(
                        fields.origin(),
                        () -> new FeatureService(
                                name.get(), fields.version(), uses, values(fields), fields.metadata(), consumers)));
    }

    private static FeatureValues values(Fields fields) {
        Optional<String> asked = fields.text("values");
        if (asked.isEmpty()) {
            return FeatureValues.SERVED;
        }
        for (FeatureValues values : FeatureValues.values()) {
            if (values.toString().equals(asked.get())) {
                return values;
            }
        }
        List<String> known =
                Stream.of(FeatureValues.values()).map(FeatureValues::toString).toList();
        fields.mistakes()
                .add(
                        fields.origin("values"),
                        "Unknown values '" + asked.get() + "'." + NearestName.hint(asked.get(), known));
        return FeatureValues.SERVED;
    }

    private Optional<ViewUse> use(Fields fields, Map<String, Origin> outputs) {
        Optional<String> name = fields.requiredText("view");
        Optional<Integer> version = fields.value("version").flatMap(Value::integer);
        Optional<FeatureView> view = name.flatMap(text -> declared.view(text, version));
        if (name.isPresent()
                && view.isEmpty()
                && (version.isPresent() || !declared.isAttempted("feature_view", name.get()))) {
            addUnknownView(fields, name.get(), version);
        }
        if (view.isEmpty()) {
            return Optional.empty();
        }
        List<String> features = features(fields, view.get());
        Map<String, String> on = fields.texts("on");
        requireKeys(fields, view.get(), on);
        ViewUse use = fields.mistakes()
                .collect(
                        fields.origin("as"),
                        () -> new ViewUse(
                                name.get(),
                                version.orElse(null),
                                fields.text("as").orElse(null),
                                features,
                                on));
        if (use == null) {
            return Optional.empty();
        }
        (features.isEmpty() ? view.get().featureNames() : features)
                .forEach(feature -> requireDistinct(fields, use.outputName(feature), outputs));
        return Optional.of(use);
    }

    private void addUnknownView(Fields fields, String name, Optional<Integer> version) {
        List<String> known = declared.views().stream()
                .map(view -> version.isPresent() ? view.id().toString() : view.name())
                .distinct()
                .toList();
        String asked = name + version.map(number -> "@" + number).orElse("");
        fields.mistakes()
                .add(fields.origin("view"), "Unknown feature view '" + asked + "'." + NearestName.hint(asked, known));
    }

    private static List<String> features(Fields fields, FeatureView view) {
        List<String> features = new ArrayList<>();
        fields.value("features")
                .flatMap(Value::list)
                .ifPresent(list -> list.forEach(value -> value.text().ifPresent(name -> {
                    if (view.featureNames().contains(name)) {
                        features.add(name);
                    } else {
                        value.mistakes()
                                .add(
                                        value.origin(),
                                        "Unknown feature '" + name + "' of " + view.id() + "."
                                                + NearestName.hint(name, view.featureNames()));
                    }
                })));
        return features;
    }

    private static void requireKeys(Fields fields, FeatureView view, Map<String, String> on) {
        List<String> keys = view.entity().keyNames();
        on.keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> fields.mistakes()
                        .add(
                                fields.origin("on"),
                                "Unknown key '" + key + "' of entity "
                                        + view.entity().name() + "." + NearestName.hint(key, keys)
                                        + " Write on as {key of the entity: column}."));
    }

    private static void requireDistinct(Fields fields, String output, Map<String, Origin> outputs) {
        Origin first = outputs.putIfAbsent(output.toLowerCase(Locale.ROOT), fields.origin());
        if (first != null) {
            fields.mistakes()
                    .add(
                            fields.origin(),
                            "The column '" + output + "' comes out twice, first from " + first
                                    + ". Give one of the views a prefix with 'as'.");
        }
    }
}
