package dev.sluice.airflow;

/** Why a file of DAGs cannot be read. */
public record ImportError(String file, String message) {}
