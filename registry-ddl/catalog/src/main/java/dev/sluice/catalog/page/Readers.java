package dev.sluice.catalog.page;

import dev.sluice.catalog.beyond.Consumer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who uses something.
 *
 * @param services as {@code delay_model@1}
 * @param views that read its table
 * @param trainingSets the newest ones
 * @param consumers models and teams; null when nobody keeps a record of them
 */
public record Readers(
        List<String> services,
        List<String> views,
        List<TrainingSet> trainingSets,
        @Nullable List<Consumer> consumers) {
    /** A training set that was built. */
    public record TrainingSet(String id, String service, long rows, String createdAt) {}
}
