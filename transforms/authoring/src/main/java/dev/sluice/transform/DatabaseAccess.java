package dev.sluice.transform;

import dev.sluice.feature.Source;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a database that is a source is reached. User and password come from the environment, or from system properties of the
 * same names: {@code SLUICE_SOURCE_NAME_USER} and {@code SLUICE_SOURCE_NAME_PASSWORD}.
 */
record DatabaseAccess(Source source, UnaryOperator<@Nullable String> environment) {
    static DatabaseAccess of(Source source) {
        return new DatabaseAccess(source, name -> {
            String set = System.getenv(name);
            return set == null ? System.getProperty(String.valueOf(name)) : set;
        });
    }

    /** Spark's options. A time without a zone is read as what it says, whatever this machine's zone is. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("url", source.path());
        options.put("preferTimestampNTZ", "true");
        if (source.path().startsWith("jdbc:postgresql:")) {
            options.put("sessionInitStatement", "SET TIME ZONE 'UTC'");
        }
        put(options, "user");
        put(options, "password");
        return options;
    }

    private void put(Map<String, String> options, String option) {
        String value = environment.apply(
                "SLUICE_SOURCE_" + source.name().toUpperCase(Locale.ROOT) + "_" + option.toUpperCase(Locale.ROOT));
        if (value != null) {
            options.put(option, value);
        }
    }
}
