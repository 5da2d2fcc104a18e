package dev.sluice.command;

import dev.sluice.catalog.beyond.Consumer;
import dev.sluice.catalog.beyond.ServiceConsumers;
import dev.sluice.feature.FeatureService;
import java.util.List;
import java.util.Optional;

/** The consumers that services declare. */
final class KnownReaders implements ServiceConsumers {
    @Override
    public Optional<List<Consumer>> of(FeatureService service) {
        return Optional.of(service.consumers().stream()
                .map(consumer ->
                        new Consumer(consumer.name(), consumer.contact(), service.name() + "@" + service.version()))
                .toList());
    }
}
