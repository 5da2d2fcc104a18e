package dev.sluice.registry.audit;

/**
 * The first place at which a log is not what was written.
 *
 * @param ordinal the entry's
 * @param message what is wrong with it
 */
public record AuditFlaw(long ordinal, String message) {}
