package dev.sluice.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A training set that was built.
 *
 * @param service the service and its version, as {@code delay_model@1}
 * @param id unique in its project
 * @param location the folder that holds data and manifest.json
 * @param manifest the manifest, as JSON
 * @param createdAt kept in microseconds
 */
public record TrainingSetRecord(
        String project, String service, String id, String location, long rows, String manifest, Instant createdAt) {
    public TrainingSetRecord {
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }
}
