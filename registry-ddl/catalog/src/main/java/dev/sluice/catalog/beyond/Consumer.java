package dev.sluice.catalog.beyond;

/**
 * A model or a team that uses a service.
 *
 * @param owner whom to tell when something changes; empty when nobody is named
 * @param service the service as it is used, {@code delay_model} or {@code delay_model@1}
 */
public record Consumer(String name, String owner, String service) {}
