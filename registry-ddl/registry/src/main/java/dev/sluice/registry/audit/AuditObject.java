package dev.sluice.registry.audit;

import org.jspecify.annotations.Nullable;

/**
 * What an entry is about.
 *
 * @param kind {@code feature_view}, {@code backfill}, ...
 * @param version null for what has none
 */
public record AuditObject(
        String kind, String name, @Nullable Integer version) {
    /** As people write it: {@code feature_view airport_delays@1}, {@code source flights}. */
    @Override
    public String toString() {
        return kind + " " + name + (version == null ? "" : "@" + version);
    }
}
