package dev.sluice.catalog.page;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.ViewId;
import dev.sluice.registry.Registry;
import dev.sluice.registry.TrainingSetRecord;
import java.util.List;
import java.util.function.Predicate;

/** Who uses a view or a service. */
record ReaderLists(Contents contents, Registry registry) {
    private static final int MOST_SETS = 20;

    Readers of(ViewId view) {
        List<FeatureService> services = contents.links().servicesOf(view);
        return new Readers(
                services.stream().map(FeatureService::id).toList(),
                contents.links().readersOf(view).stream()
                        .map(reader -> reader.id().toString())
                        .toList(),
                trainingSets(set -> isRead(set, view)),
                consumers(services));
    }

    Readers of(FeatureService service) {
        return new Readers(
                List.of(),
                List.of(),
                trainingSets(set -> set.service().equals(service.id())),
                consumers(List.of(service)));
    }

    private static List<Readers.Consumer> consumers(List<FeatureService> services) {
        return services.stream()
                .flatMap(service -> service.consumers().stream()
                        .map(consumer -> new Readers.Consumer(
                                consumer.name(), consumer.kind().toString(), consumer.contact(), service.id())))
                .toList();
    }

    private List<Readers.TrainingSet> trainingSets(Predicate<TrainingSetRecord> wanted) {
        return registry.trainingSets(contents.project().name()).stream()
                .filter(wanted)
                .limit(MOST_SETS)
                .map(set -> new Readers.TrainingSet(
                        set.id(), set.service(), set.rows(), set.createdAt().toString()))
                .toList();
    }

    private static boolean isRead(TrainingSetRecord set, ViewId view) {
        return set.manifest().contains("\"" + view + "\"") && set.views().contains(view);
    }
}
