package dev.sluice.catalog.beyond;

import dev.sluice.feature.FeatureService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which models and teams use a service. Threads may share it. */
public interface ServiceConsumers {
    ServiceConsumers NONE = service -> Optional.empty();

    /** Who uses the service; empty when nobody keeps a record of it. */
    Optional<List<Consumer>> of(FeatureService service);

    /** Consumers that somebody has at hand, by the service's name. */
    static ServiceConsumers of(Map<String, List<Consumer>> byService) {
        return service -> Optional.of(byService.getOrDefault(service.name(), List.of()));
    }
}
