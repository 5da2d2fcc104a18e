package dev.sluice.client;

import java.util.List;

/** How many features of an answer have each status. */
final class StatusCount {
    private static final FeatureStatus[] STATUSES = FeatureStatus.values();

    private final int[] counts = new int[STATUSES.length];

    static StatusCount of(List<FeatureVector> vectors) {
        StatusCount count = new StatusCount();
        for (FeatureVector vector : vectors) {
            for (int i = 0; i < vector.size(); i++) {
                count.counts[vector.status(i).ordinal()]++;
            }
        }
        return count;
    }

    void tell(String service, ClientMetrics metrics) {
        for (FeatureStatus status : STATUSES) {
            if (counts[status.ordinal()] > 0) {
                metrics.features(service, status, counts[status.ordinal()]);
            }
        }
    }
}
