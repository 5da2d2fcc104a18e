package dev.sluice.project;

/**
 * The systems around a project that it runs without.
 *
 * @param lineage who hears of lineage
 * @param airflow who starts its commands
 * @param storage how a lake on S3 is reached
 */
public record Surroundings(LineageSettings lineage, AirflowSettings airflow, StorageSettings storage) {
    public static final Surroundings DEFAULTS =
            new Surroundings(LineageSettings.FILE, AirflowSettings.NONE, StorageSettings.DEFAULTS);
}
