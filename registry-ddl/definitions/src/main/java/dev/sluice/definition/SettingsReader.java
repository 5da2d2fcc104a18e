package dev.sluice.definition;

import dev.sluice.feature.Identifier;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.Origin;
import dev.sluice.project.FeatureNames;
import dev.sluice.project.LineageSettings;
import dev.sluice.project.OnlineSettings;
import dev.sluice.project.Settings;
import dev.sluice.project.SourceRoots;
import dev.sluice.project.Surroundings;
import dev.sluice.time.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads sluice.yaml. */
final class SettingsReader {
    private static final String TABLE_NAME = "[A-Za-z0-9_.-]{3,255}";
    private static final String LINEAGE =
            "file|off|https?://[A-Za-z0-9.-]+(:\\d{1,5})?([/?][A-Za-z0-9._~:/?@!$&'()*+,;=-]*)?";

    private String name = "";
    private Settings settings = Settings.defaults("");

    String name() {
        return name;
    }

    Settings settings() {
        return settings;
    }

    void read(Value document) {
        document.fields("sluice.yaml", Keys.PROJECT).ifPresent(this::read);
    }

    private void read(Fields fields) {
        name = fields.requiredText("project").orElse("");
        fields.mistakes().collect(fields.origin("project"), () -> Identifier.checked("project", name));
        Settings defaults = Settings.defaults(name);
        Optional<Fields> backfill = BackfillSettingsReader.backfill(fields);
        settings = new Settings(
                fields.text("lake").orElse(defaults.lake()),
                registry(fields).orElse(defaults.registry()),
                fields.value("online")
                        .flatMap(value -> value.fields("online", Keys.ONLINE))
                        .map(online -> online(online, defaults.online()))
                        .orElse(defaults.online()),
                clock(fields),
                BackfillSettingsReader.settings(backfill),
                BackfillSettingsReader.prices(fields),
                roots(fields),
                featureNames(fields),
                new Surroundings(
                        lineage(fields).orElse(defaults.lineage()),
                        AirflowSettingsReader.settings(fields),
                        StorageSettingsReader.read(fields),
                        SparkSettingsReader.settings(fields),
                        OrchestrationReader.orchestration(fields)));
        fields.text("lake").ifPresent(lake -> {
            requirePath(fields.origin("lake"), lake, "lake", fields.mistakes());
            SourceRoots.pattern(lake)
                    .ifPresent(why -> fields.mistakes().add(fields.origin("lake"), invalid("lake", lake, why)));
        });
    }

    private static List<String> roots(Fields fields) {
        List<String> roots = new ArrayList<>();
        fields.value("roots")
                .flatMap(Value::list)
                .ifPresent(list -> list.forEach(value -> value.text().ifPresent(root -> {
                    requirePath(value.origin(), root, "root", fields.mistakes());
                    roots.add(root);
                })));
        return roots;
    }

    private static void requirePath(Origin origin, String path, String what, Mistakes mistakes) {
        SourceRoots.malformed(path).ifPresent(why -> mistakes.add(origin, invalid(what, path, why)));
    }

    private static String invalid(String what, String path, String why) {
        return "Invalid " + what + ": '" + path + "': " + why + ".";
    }

    private static FeatureNames featureNames(Fields fields) {
        return fields.value("lint")
                .flatMap(value -> value.fields("lint", Keys.LINT))
                .flatMap(lint -> lint.text("feature_names").flatMap(text -> featureNames(lint, text)))
                .orElse(FeatureNames.OFF);
    }

    private static Optional<FeatureNames> featureNames(Fields lint, String text) {
        Optional<FeatureNames> names = Arrays.stream(FeatureNames.values())
                .filter(one -> one.toString().equals(text))
                .findFirst();
        if (names.isEmpty()) {
            lint.mistakes()
                    .add(
                            lint.origin("feature_names"),
                            "Invalid feature_names: '" + text + "'. Write convention, or off.");
        }
        return names;
    }

    private static Optional<String> registry(Fields fields) {
        Optional<String> registry = fields.text("registry");
        registry.filter(text -> !text.equals("embedded") && !text.startsWith("jdbc:postgresql:"))
                .ifPresent(text -> fields.mistakes()
                        .add(
                                fields.origin("registry"),
                                "Invalid registry: '" + text
                                        + "'. Write embedded, or jdbc:postgresql://host/database."));
        return registry;
    }

    private static OnlineSettings online(Fields fields, OnlineSettings defaults) {
        String store = fields.text("store").orElse(defaults.store());
        if (!store.equals("dynamodb")) {
            fields.mistakes()
                    .add(
                            fields.origin("store"),
                            "Unknown store '" + store + "'." + NearestName.hint(store, List.of("dynamodb")));
        }
        String endpoint = fields.text("endpoint").orElse(defaults.endpoint());
        if (!endpoint.matches("embedded|aws|(https?|daxs?)://[^\\s/]+/?")) {
            fields.mistakes()
                    .add(
                            fields.origin("endpoint"),
                            "Invalid endpoint: '" + endpoint
                                    + "'. Write embedded, aws, http://host:port, https://host, dax://host:port or daxs://host.");
        }
        String table = fields.text("table").orElse(defaults.table());
        if (!table.matches(TABLE_NAME)) {
            fields.mistakes()
                    .add(
                            fields.origin("table"),
                            "Invalid table: '" + table
                                    + "'. DynamoDB allows 3 to 255 letters, digits, underscores, dots and hyphens.");
        }
        return new OnlineSettings(
                store,
                endpoint,
                table,
                fields.value("write_units").flatMap(Value::integer).orElse(defaults.writeUnits()));
    }

    private static Optional<LineageSettings> lineage(Fields fields) {
        Optional<String> target = fields.text("lineage");
        target.filter(text -> !text.matches(LINEAGE))
                .ifPresent(text -> fields.mistakes()
                        .add(
                                fields.origin("lineage"),
                                "Invalid lineage: '" + text
                                        + "'. Write file, off, or an address as http://host:port/api/v1/lineage."));
        return target.map(LineageSettings::new);
    }

    private static @Nullable Instant clock(Fields fields) {
        Optional<String> text = fields.text("clock");
        return text.isEmpty()
                ? null
                : fields.mistakes().collect(fields.origin("clock"), () -> Partition.parseInstant(text.get()));
    }
}
