package dev.sluice.definition;

import dev.sluice.project.SparkSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads {@code spark:} of sluice.yaml. */
final class SparkSettingsReader {
    private static final String HOST = "[A-Za-z0-9._-]+:\\d{1,5}";
    private static final Pattern MASTER = Pattern.compile("local|local\\[(\\*|\\d{1,4})(, ?\\d{1,4})?]"
            + "|local-cluster\\[\\d{1,4}, ?\\d{1,4}, ?\\d{1,7}]|spark://" + HOST + "(," + HOST + ")*|yarn"
            + "|k8s://(https?://)?[A-Za-z0-9._-]+(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?");
    private static final Pattern PROPERTY = Pattern.compile("spark\\.[A-Za-z0-9_.-]+");
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(secret|password|passwd|credential(?!s\\.provider)|access[._-]?key|token(?!s\\.)).*");

    /** What values depend on, and what the commands say themselves. */
    private static final List<String> OURS = List.of(
            "spark.master",
            "spark.app.name",
            "spark.sql.session.timeZone",
            "spark.sql.parquet.outputTimestampType",
            "spark.sql.parquet.datetimeRebaseModeInRead",
            "spark.sql.parquet.datetimeRebaseModeInWrite",
            "spark.sql.parquet.int96RebaseModeInRead",
            "spark.sql.datetime.java8API.enabled",
            "spark.sql.extensions",
            "spark.sql.catalog.spark_catalog",
            "spark.sql.ansi.enabled",
            "spark.sql.caseSensitive");

    /** Delta's names for what decides which writer's commit counts. */
    private static final Pattern LOG_STORE = Pattern.compile("spark\\.(hadoop\\.)?(spark\\.)?delta\\.logStore\\..*");

    private SparkSettingsReader() {}

    static SparkSettings settings(Fields settings) {
        return settings.value("spark")
                .flatMap(value -> value.fields("spark", Keys.SPARK))
                .map(spark -> new SparkSettings(master(spark).orElse(null), conf(spark, (name, value) -> wrong(name))))
                .orElse(SparkSettings.HERE);
    }

    private static Optional<String> master(Fields spark) {
        Optional<String> master = spark.text("master");
        master.filter(text -> !MASTER.matcher(text).matches())
                .ifPresent(text -> spark.mistakes()
                        .add(
                                spark.origin("master"),
                                "Invalid master: '" + text
                                        + "'. Write spark://host:7077, yarn, k8s://https://host:6443, or local[4]."));
        return master;
    }

    /**
     * The properties of Spark under {@code conf}.
     *
     * @param wrong what is wrong with a property, given its name and its value
     */
    static Map<String, String> conf(Fields spark, BiFunction<String, String, Optional<String>> wrong) {
        Map<String, String> conf = new LinkedHashMap<>();
        spark.value("conf")
                .flatMap(Value::entries)
                .ifPresent(entries -> entries.forEach(
                        (name, value) -> property(name, value, wrong).ifPresent(text -> conf.put(name, text))));
        return conf;
    }

    /** A secret that somebody wrote is not repeated. */
    private static Optional<String> property(
            String name, Value value, BiFunction<String, String, Optional<String>> wrong) {
        Optional<String> text = value.text();
        Optional<String> why = text.flatMap(words -> wrong.apply(name, words));
        why.ifPresent(
                words -> value.mistakes().add(value.origin(), "Invalid property of Spark: '" + name + "': " + words));
        return why.isPresent() ? Optional.empty() : text;
    }

    /** What no file of a project may hold. */
    static Optional<String> wrongAnywhere(String name) {
        if (!PROPERTY.matcher(name).matches()) {
            return Optional.of("it does not begin with spark. Write it as Spark names it, as spark.executor.memory.");
        }
        if (SECRET.matcher(name).matches()) {
            return Optional.of("secrets do not belong into this file. Give it to the process: by its environment, by"
                    + " a file for spark-submit --properties-file, or by a role of the machine.");
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(String name) {
        return wrongAnywhere(name).or(() -> ours(name));
    }

    private static Optional<String> ours(String name) {
        return OURS.contains(name) || LOG_STORE.matcher(name).matches()
                ? Optional.of("Sluice sets it itself"
                        + (name.equals("spark.master")
                                ? ". Write spark: {master: ...}."
                                : ", since values depend on it. Leave it out."))
                : Optional.empty();
    }
}
