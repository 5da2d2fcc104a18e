package dev.sluice.project;

/**
 * The systems around a project.
 *
 * @param lineage who hears of lineage
 * @param airflow who starts its commands
 * @param storage how a lake on S3 is reached
 * @param spark which Spark computes
 * @param orchestration how a scheduler starts its commands
 */
public record Surroundings(
        LineageSettings lineage,
        AirflowSettings airflow,
        StorageSettings storage,
        SparkSettings spark,
        Orchestration orchestration) {
    public static final Surroundings DEFAULTS = new Surroundings(
            LineageSettings.FILE,
            AirflowSettings.NONE,
            StorageSettings.DEFAULTS,
            SparkSettings.HERE,
            Orchestration.DEFAULTS);

    public Surroundings withSpark(SparkSettings other) {
        return new Surroundings(lineage, airflow, storage, other, orchestration);
    }
}
