package dev.sluice.online;

import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a client must know to read the table: entities with their keys, views with the schemas, ttl and defaults of
 * their items, services, and the fixed clock of a project that replays history.
 *
 * <p>The views' transforms, expectations and descriptions are not kept in the store.
 *
 * @param replayMicros the project's fixed "now" in microseconds since the epoch; null for the system's clock
 */
public record StoreDescription(
        String project,
        List<Entity> entities,
        List<FeatureView> views,
        List<FeatureService> services,
        @Nullable Long replayMicros) {
    public StoreDescription {
        entities = List.copyOf(entities);
        views = List.copyOf(views);
        services = List.copyOf(services);
    }
}
