package dev.sluice.registry.audit;

import dev.sluice.feature.Definition;
import dev.sluice.time.EpochMicros;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a project's audit log. What was tampered with can be read, too; {@link AuditChain} tells it.
 *
 * @param ordinal from 1, without gaps
 * @param at by the clock of whoever wrote it; kept in microseconds
 * @param by who asked for it: a name, not a proof
 * @param previous the hash of the entry before; {@link #NONE_BEFORE} for the first
 * @param hash of all that stands before it here
 */
public record AuditEntry(
        String project, long ordinal, Instant at, String by, AuditEvent event, String previous, String hash) {
    /** What the first entry has as the hash before it. */
    public static final String NONE_BEFORE = "0".repeat(64);

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The entry with the hash of its content. */
    public static AuditEntry chained(String project, AuditHead last, Instant at, String by, AuditEvent event) {
        AuditEntry open = new AuditEntry(project, last.ordinal() + 1, at, by, event, last.hash(), "");
        return new AuditEntry(project, open.ordinal, at, by, event, last.hash(), open.contentHash());
    }

    /** The hash that its content has: {@link Definition#fingerprint} of its fields. */
    public String contentHash() {
        return contentHash(ordinal);
    }

    /** The hash that its content would have at another place. */
    String contentHash(long place) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("project", project);
        fields.put("ordinal", Long.toString(place));
        fields.put("recorded_at", Long.toString(EpochMicros.of(at)));
        fields.put("actor", by);
        fields.put("action", event.action());
        fields.put("kind", event.object().kind());
        fields.put("name", event.object().name());
        Integer version = event.object().version();
        putIfThere(fields, "version", version == null ? null : version.toString());
        putIfThere(fields, "content_before", event.before());
        putIfThere(fields, "content_after", event.after());
        fields.put("details", event.details());
        fields.put("previous_hash", previous);
        return Definition.fingerprint(fields);
    }

    private static void putIfThere(SortedMap<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    public AuditHead head() {
        return new AuditHead(ordinal, hash);
    }
}
