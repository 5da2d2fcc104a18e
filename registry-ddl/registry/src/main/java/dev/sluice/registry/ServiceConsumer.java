package dev.sluice.registry;

import dev.sluice.feature.Consumer;
import dev.sluice.feature.FeatureService;
import java.util.List;

/** Who uses a version of a service. */
public record ServiceConsumer(String service, int version, Consumer consumer) {
    /** As people write it: {@code delay_model@1}. */
    public String serviceId() {
        return service + "@" + version;
    }

    static List<ServiceConsumer> of(List<FeatureService> services) {
        return services.stream()
                .flatMap(service -> service.consumers().stream()
                        .map(consumer -> new ServiceConsumer(service.name(), service.version(), consumer)))
                .toList();
    }
}
