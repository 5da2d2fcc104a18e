package dev.sluice.registry.audit;

import org.jspecify.annotations.Nullable;

/**
 * A change, before it is written into a log.
 *
 * @param action the name of an {@link AuditAction}
 * @param before what the object was: a definition's fingerprint, a version, a state; null when it was not there
 * @param after what it is now; null when it is gone
 * @param details more of it, as a JSON object of texts
 */
public record AuditEvent(
        String action,
        AuditObject object,
        @Nullable String before,
        @Nullable String after,
        String details) {}
