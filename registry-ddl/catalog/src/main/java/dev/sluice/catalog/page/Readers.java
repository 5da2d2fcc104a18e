package dev.sluice.catalog.page;

import java.util.List;

/**
 * Who uses something.
 *
 * @param services as {@code delay_model@1}
 * @param views that read its table
 * @param trainingSets the newest ones
 * @param consumers models, teams and applications, as services declare them
 */
public record Readers(
        List<String> services, List<String> views, List<TrainingSet> trainingSets, List<Consumer> consumers) {
    /** A training set that was built. */
    public record TrainingSet(String id, String service, long rows, String createdAt) {}

    /**
     * Who uses a service.
     *
     * @param contact whom to tell when something changes; empty when nobody is named
     */
    public record Consumer(String name, String kind, String contact, String service) {}
}
