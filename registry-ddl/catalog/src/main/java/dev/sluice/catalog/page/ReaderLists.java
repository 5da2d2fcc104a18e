package dev.sluice.catalog.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.ViewId;
import dev.sluice.registry.Registry;
import dev.sluice.registry.TrainingSetRecord;
import java.util.List;
import java.util.function.Predicate;

/** Who uses a view or a service. */
record ReaderLists(Contents contents, Registry registry) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SETS = 20;

    Readers of(ViewId view) {
        List<FeatureService> services = contents.links().servicesOf(view);
        return new Readers(
                services.stream().map(Address::id).toList(),
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
                trainingSets(set -> set.service().equals(Address.id(service))),
                consumers(List.of(service)));
    }

    private static List<Readers.Consumer> consumers(List<FeatureService> services) {
        return services.stream()
                .flatMap(service -> service.consumers().stream()
                        .map(consumer -> new Readers.Consumer(
                                consumer.name(), consumer.kind().toString(), consumer.contact(), Address.id(service))))
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
        if (!set.manifest().contains("\"" + view + "\"")) {
            return false;
        }
        try {
            for (JsonNode tables : JSON.readTree(set.manifest()).findValues("tables")) {
                for (JsonNode table : tables) {
                    if (table.path("view").asText().equals(view.toString())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            return false; // what another program has written there tells nothing
        }
    }
}
