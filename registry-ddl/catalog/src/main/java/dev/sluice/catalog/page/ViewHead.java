package dev.sluice.catalog.page;

import java.util.Map;

/**
 * What a view is called, and how it stands.
 *
 * @param registration applied, changed (the project declares it otherwise than it is registered) or new
 * @param active whether services that name no version use this one
 * @param pii whether values of it tell of persons
 */
public record ViewHead(
        String name,
        int version,
        String description,
        String owner,
        Map<String, String> tags,
        ViewState state,
        String registration,
        boolean active,
        boolean pii) {}
