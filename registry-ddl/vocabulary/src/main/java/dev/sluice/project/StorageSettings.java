package dev.sluice.project;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a lake on S3 is reached. Credentials are not among it: they come from the environment.
 *
 * @param endpoint of a store that speaks S3; null for AWS
 * @param region null for the endpoint's
 * @param pathStyle whether the bucket stands in the path of an address instead of its host
 * @param options of hadoop-aws, as it names them ({@code fs.s3a.connection.maximum})
 */
public record StorageSettings(
        @Nullable String endpoint, @Nullable String region, boolean pathStyle, Map<String, String> options) {
    public static final StorageSettings DEFAULTS = new StorageSettings(null, null, false, Map.of());

    /** The AWS SDK's own order: environment, system properties, web identity, profile, container, instance. */
    private static final String CREDENTIALS = "com.amazonaws.auth.DefaultAWSCredentialsProviderChain";

    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(access\\.key|secret|token|password|credential\\.provider\\.path|encryption\\.key).*");

    public StorageSettings {
        options = Map.copyOf(options);
    }

    /** Why an option may not stand in sluice.yaml; empty when it may. */
    public static Optional<String> refusedOption(String option) {
        if (!option.startsWith("fs.s3a.")) {
            return Optional.of("it is none of hadoop-aws. Their names begin with fs.s3a.");
        }
        if (SECRET.matcher(option).matches()) {
            return Optional.of("a secret does not stand in a file that is shared. Give it in the environment:"
                    + " AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN");
        }
        return option.matches("fs\\.s3a\\.(.*\\.)?impl") ? Optional.of("it names a class to load") : Optional.empty();
    }

    /** All of it as Hadoop's configuration has it. */
    public Map<String, String> hadoopOptions() {
        Map<String, String> all = new TreeMap<>();
        all.put("fs.s3a.aws.credentials.provider", CREDENTIALS);
        all.put("fs.s3a.path.style.access", Boolean.toString(pathStyle));
        if (endpoint != null) {
            all.put("fs.s3a.endpoint", endpoint);
            all.put("fs.s3a.connection.ssl.enabled", Boolean.toString(!endpoint.startsWith("http://")));
        }
        if (region != null) {
            all.put("fs.s3a.endpoint.region", region);
        }
        all.putAll(options);
        return all;
    }
}
