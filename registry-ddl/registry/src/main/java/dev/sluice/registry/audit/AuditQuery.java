package dev.sluice.registry.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; each {@code with...} narrows it down.
 *
 * @param name of the objects; null for all
 * @param version of the objects; null for all
 * @param from null for all before
 * @param until exclusive; null for all after
 * @param limit how many at most, the newest ones
 */
public record AuditQuery(
        @Nullable String name,
        @Nullable Integer version,
        @Nullable Instant from,
        @Nullable Instant until,
        int limit) {
    public static AuditQuery all() {
        return new AuditQuery(null, null, null, null, Integer.MAX_VALUE);
    }

    public AuditQuery withName(String asked) {
        return new AuditQuery(asked, version, from, until, limit);
    }

    public AuditQuery withVersion(@Nullable Integer asked) {
        return new AuditQuery(name, asked, from, until, limit);
    }

    public AuditQuery withFrom(@Nullable Instant asked) {
        return new AuditQuery(name, version, asked, until, limit);
    }

    public AuditQuery withUntil(@Nullable Instant asked) {
        return new AuditQuery(name, version, from, asked, limit);
    }

    public AuditQuery withLimit(int most) {
        return new AuditQuery(name, version, from, until, most);
    }

    public boolean matches(AuditEntry entry) {
        AuditObject object = entry.event().object();
        return (name == null || name.equals(object.name()))
                && (version == null || version.equals(object.version()))
                && (from == null || !entry.at().isBefore(from))
                && (until == null || entry.at().isBefore(until));
    }
}
