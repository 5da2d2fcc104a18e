package dev.sluice.lakehouse.hudi;

import dev.sluice.feature.TableKind;
import dev.sluice.lakehouse.Promotion;
import dev.sluice.lakehouse.PromotionNote;
import dev.sluice.lakehouse.StagedPartition;
import dev.sluice.lakehouse.ViewColumns;
import java.util.HashMap;
import java.util.Map;

/** How a view's table is written, in Hudi's words. */
record HudiOptions(ViewColumns columns) {
    /** The extra metadata of a commit that tells of its promotion. */
    static final String NOTE = "sluice.promotion";

    static final String KEY_GENERATOR = "org.apache.hudi.keygen.ComplexKeyGenerator";

    static HudiOptions of(ViewColumns columns) {
        return new HudiOptions(columns);
    }

    String tableName() {
        return columns.view().name() + "_v" + columns.view().version();
    }

    String tableType() {
        return columns.view().placement().table() == TableKind.HUDI_MOR ? "MERGE_ON_READ" : "COPY_ON_WRITE";
    }

    String recordKeyFields() {
        return String.join(",", new RecordKeys(columns).names());
    }

    String partitionFields() {
        return String.join(",", columns.partitionColumns());
    }

    /** One promotion, as one commit of its own that other writers' commits of the partition exclude. */
    Map<String, String> writing(String path, StagedPartition staged, Promotion promotion) {
        Map<String, String> options = new HashMap<>();
        options.put("hoodie.table.name", tableName());
        options.put("hoodie.datasource.write.table.type", tableType());
        options.put("hoodie.datasource.write.operation", "upsert");
        options.put("hoodie.datasource.write.recordkey.field", recordKeyFields());
        options.put("hoodie.datasource.write.precombine.field", ViewColumns.EVENT_TIME);
        options.put("hoodie.datasource.write.partitionpath.field", partitionFields());
        options.put("hoodie.datasource.write.keygenerator.class", KEY_GENERATOR);
        options.put("hoodie.datasource.write.hive_style_partitioning", "true");
        options.put("hoodie.datasource.write.commitmeta.key.prefix", "sluice.");
        options.put(NOTE, PromotionNote.text(staged, promotion));
        options.putAll(always(path));
        return options;
    }

    /** How every writer behaves. */
    Map<String, String> always(String path) {
        Map<String, String> options = new HashMap<>(tableServices());
        options.putAll(severalWriters(path));
        // A writer that has missed two of these is dead.
        options.put("hoodie.client.heartbeat.interval_in_ms", "10000");
        return options;
    }

    /** Versions are kept until somebody cleans them; nothing runs in the background. */
    private static Map<String, String> tableServices() {
        return Map.of(
                "hoodie.metadata.enable", "false",
                "hoodie.embed.timeline.server", "false",
                "hoodie.write.markers.type", "DIRECT",
                "hoodie.clean.automatic", "false",
                "hoodie.archive.automatic", "false",
                "hoodie.compact.inline", "false",
                "hoodie.upsert.shuffle.parallelism", "2",
                "hoodie.bloom.index.parallelism", "2");
    }

    private static Map<String, String> severalWriters(String path) {
        return Map.of(
                "hoodie.write.concurrency.mode", "optimistic_concurrency_control",
                "hoodie.clean.failed.writes.policy", "LAZY",
                "hoodie.write.lock.provider", "org.apache.hudi.client.transaction.lock.FileSystemBasedLockProvider",
                "hoodie.write.lock.filesystem.path", path + "/.hoodie/lock",
                "hoodie.write.lock.filesystem.expire", "1",
                "hoodie.write.lock.wait_time_ms", "120000",
                "hoodie.write.lock.wait_time_ms_between_retry", "200",
                "hoodie.write.lock.num_retries", "600",
                "hoodie.write.lock.conflict.resolution.strategy", PromotionConflicts.class.getName());
    }
}
