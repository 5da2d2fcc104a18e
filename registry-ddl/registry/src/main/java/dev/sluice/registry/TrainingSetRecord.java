package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

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

    /**
     * A view's table that was read.
     *
     * @param version of the table
     */
    public record TableRead(ViewId view, long version) {}

    /** The tables that the set, and the parts that were appended to it, have read; empty when its manifest is none of ours. */
    public List<TableRead> tables() {
        return ManifestTables.of(manifest);
    }

    /** The views whose tables those are. */
    public List<ViewId> views() {
        return tables().stream().map(TableRead::view).distinct().toList();
    }
}
