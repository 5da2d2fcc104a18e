package dev.sluice.command;

import dev.sluice.client.ClientOptions;
import dev.sluice.client.FeatureClient;
import dev.sluice.client.FeatureValue;
import dev.sluice.client.FeatureVector;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.time.TimeSpan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice get}. */
@Command(name = "get", description = "Read the online feature vector of an entity.")
final class GetCommand extends ProjectCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "The feature service.")
    private String service = "";

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "The keys, as origin=ORD.")
    private List<String> keys = List.of();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long the store may take; default: ${DEFAULT-VALUE}.")
    private String deadline = "";

    GetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        Map<String, String> values = parsed(keys);
        FeatureService asked = project.service(service);
        requireKeys(project, asked, values.keySet());
        Deprecations.of(project, registry).linesOf(asked).forEach(terminal()::note);
        FeatureVector vector = read(project, values);
        return Answer.done(json(values, vector), terminal -> print(vector, terminal));
    }

    private FeatureVector read(Project project, Map<String, String> values) {
        ClientOptions options = ClientOptions.DEFAULTS.withDeadline(TimeSpan.parse(deadline));
        try (OnlineStores online = OnlineStores.forReaders(project);
                FeatureClient client = FeatureClient.over(online.store(), options)) {
            return client.getText(service, values);
        }
    }

    private static Map<String, String> parsed(List<String> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : keys) {
            int equals = key.indexOf('=');
            if (equals < 1) {
                throw new SluiceException(
                        CommandError.WRONG_ARGUMENT,
                        "Invalid key: '" + key + "'. Write it as name=value, as origin=ORD.");
            }
            if (values.put(key.substring(0, equals), key.substring(equals + 1)) != null) {
                throw new SluiceException(
                        CommandError.WRONG_ARGUMENT,
                        "Invalid keys: '" + key.substring(0, equals) + "' is given twice.");
            }
        }
        return values;
    }

    private static void requireKeys(Project project, FeatureService service, Set<String> given) {
        Set<String> keys = new LinkedHashSet<>();
        for (ViewUse use : service.uses()) {
            project.view(use).entity().keyNames().forEach(key -> keys.add(use.spineColumn(key)));
        }
        for (String key : given) {
            if (!keys.contains(key)) {
                throw new SluiceException(
                        CommandError.WRONG_ARGUMENT,
                        "Unknown key: '" + key + "' of feature service " + service.name() + "."
                                + NearestName.hint(key, keys));
            }
        }
        if (!given.containsAll(keys)) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot read feature service " + service.name() + ": it takes the keys " + String.join(", ", keys)
                            + ". Write each as name=value.");
        }
    }

    private static void print(FeatureVector vector, Terminal terminal) {
        TextTable table = TextTable.of("FEATURE", "VALUE", "STATUS", "EVENT TIME", "VERSION");
        vector.values()
                .forEach(value -> table.row(
                        value.name(),
                        value.value() == null ? "-" : JsonValue.of(value.value()),
                        terminal.state(value.status().name()) + (value.defaulted() ? " (default)" : ""),
                        value.eventTime() == null ? "-" : value.eventTime(),
                        value.version()));
        table.print(terminal);
    }

    private static JsonDocument json(Map<String, String> keys, FeatureVector vector) {
        Map<String, Object> features = new LinkedHashMap<>();
        vector.values().forEach(value -> features.put(value.name(), json(value)));
        return JsonDocument.of("keys", keys).with("features", features);
    }

    private static Map<String, ?> json(FeatureValue value) {
        Instant eventTime = value.eventTime();
        return JsonDocument.of("value", jsonValue(value.value()))
                .with("status", value.status().name())
                .with("event_time", eventTime == null ? null : eventTime.toString())
                .with("version", value.version())
                .with("default", value.defaulted())
                .members();
    }

    private static @Nullable Object jsonValue(@Nullable Object value) {
        return value == null ? null : JsonValue.of(value);
    }
}
