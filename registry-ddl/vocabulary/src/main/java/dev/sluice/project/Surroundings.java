package dev.sluice.project;

/** The systems around a project that it runs without: who hears of lineage, who starts its commands. */
public record Surroundings(LineageSettings lineage, AirflowSettings airflow) {
    public static final Surroundings DEFAULTS = new Surroundings(LineageSettings.FILE, AirflowSettings.NONE);
}
