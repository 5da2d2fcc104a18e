package dev.sluice.project;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sluice.yaml says.
 *
 * @param lake a folder, relative to the project's, or a URI
 * @param registry {@code embedded}, or the JDBC URL of a PostgreSQL
 * @param replayClock the fixed "now" of a project that replays history; null for the system's clock
 * @param roots where sources may lie besides the project's folder and its lake: folders and URIs
 * @param featureNames what plans ask of the names of new features
 * @param surroundings the systems around it
 */
public record Settings(
        String lake,
        String registry,
        OnlineSettings online,
        @Nullable Instant replayClock,
        BackfillSettings backfill,
        Prices prices,
        List<String> roots,
        FeatureNames featureNames,
        Surroundings surroundings) {
    public Settings {
        roots = List.copyOf(roots);
    }

    /** Settings without prices, of a project in which nobody approves. */
    public Settings(String lake, String registry, OnlineSettings online, @Nullable Instant replayClock) {
        this(
                lake,
                registry,
                online,
                replayClock,
                BackfillSettings.DEFAULTS,
                Prices.NONE,
                List.of(),
                FeatureNames.OFF,
                Surroundings.DEFAULTS);
    }

    public static Settings defaults(String project) {
        return new Settings("lake", "embedded", OnlineSettings.defaults(project), null);
    }

    /** Where the engine's word of where rows come from goes. */
    public LineageSettings lineage() {
        return surroundings.lineage();
    }

    /** Where Airflow is. */
    public AirflowSettings airflow() {
        return surroundings.airflow();
    }

    /** How a lake on S3 is reached. */
    public StorageSettings storage() {
        return surroundings.storage();
    }

    /** Which Spark computes. */
    public SparkSettings spark() {
        return surroundings.spark();
    }

    /** The same settings with another Spark. */
    public Settings withSpark(SparkSettings spark) {
        return new Settings(
                lake,
                registry,
                online,
                replayClock,
                backfill,
                prices,
                roots,
                featureNames,
                surroundings.withSpark(spark));
    }

    /** How a scheduler starts the project's commands. */
    public Orchestration orchestration() {
        return surroundings.orchestration();
    }

    /** The clock that ages, ttl and expiry are counted by. */
    public Clock clock() {
        return replayClock == null ? Clock.systemUTC() : Clock.fixed(replayClock, ZoneOffset.UTC);
    }
}
