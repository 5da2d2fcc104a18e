package dev.sluice.definition;

import dev.sluice.project.StorageSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code storage:} of sluice.yaml. */
final class StorageSettingsReader {
    private static final String ENDPOINT = "https?://[A-Za-z0-9.-]+(:\\d{1,5})?/?";
    private static final String REGION = "[a-z]{2,}(-[a-z0-9]+)+";

    private StorageSettingsReader() {}

    static StorageSettings read(Fields settings) {
        return settings.value("storage")
                .flatMap(value -> value.fields("storage", Keys.STORAGE))
                .map(StorageSettingsReader::settings)
                .orElse(StorageSettings.DEFAULTS);
    }

    private static StorageSettings settings(Fields fields) {
        return new StorageSettings(
                matching(fields, "endpoint", ENDPOINT, "Write it as http://host:port or https://host."),
                matching(fields, "region", REGION, "Write it as eu-central-1."),
                fields.value("path_style").flatMap(Value::bool).orElse(false),
                options(fields));
    }

    private static @Nullable String matching(Fields fields, String key, String pattern, String mend) {
        @Nullable String text = fields.text(key).orElse(null);
        if (text != null && !text.matches(pattern)) {
            fields.mistakes().add(fields.origin(key), "Invalid " + key + ": '" + text + "'. " + mend);
        }
        return text;
    }

    private static Map<String, String> options(Fields fields) {
        Map<String, String> options = fields.texts("options");
        options.keySet()
                .forEach(option -> StorageSettings.refusedOption(option)
                        .ifPresent(why -> fields.mistakes()
                                .add(fields.origin("options"), "Invalid option '" + option + "': " + why + ".")));
        return options;
    }
}
