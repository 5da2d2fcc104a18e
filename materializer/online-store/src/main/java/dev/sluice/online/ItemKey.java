package dev.sluice.online;

import dev.sluice.feature.ViewId;

/**
 * Names one item: an entity's key and a version of a view.
 *
 * @param entityKey the text of {@link EntityKey}
 */
public record ItemKey(String entityKey, ViewId view) {}
