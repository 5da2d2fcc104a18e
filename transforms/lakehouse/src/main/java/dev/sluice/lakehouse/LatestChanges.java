package dev.sluice.lakehouse;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** What a refresh changes in latest, computed once and kept until it is closed. */
record LatestChanges(Dataset<Row> rows, Map<String, Long> counts) implements AutoCloseable {
    static LatestChanges between(NewestRows newest, Dataset<Row> latest, Dataset<Row> features, PartitionRows changed) {
        LatestChanges first = kept(newest.changes(latest, features, changed));
        if (!first.counts.containsKey(NewestRows.LOOK_BACK)) {
            return first;
        }
        try (first) {
            return kept(newest.lookedBack(first.rows, features));
        }
    }

    private static LatestChanges kept(Dataset<Row> changes) {
        Dataset<Row> rows = changes.persist(StorageLevel.MEMORY_AND_DISK());
        Map<String, Long> counts = rows.groupBy(NewestRows.CHANGE).count().collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
        return new LatestChanges(rows, counts);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    @Override
    public void close() {
        rows.unpersist();
    }
}
