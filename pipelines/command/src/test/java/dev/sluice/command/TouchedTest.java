package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.Registry;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.testing.Flights;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TouchedTest {
    private static final Instant NOW = Instant.parse("2001-03-10T00:00:00Z");

    private final Registry registry = new InMemoryRegistry();
    private final Project project = Flights.project(Path.of("/flights"));

    private void trainingSet(String id, String view) {
        registry.record(new TrainingSetRecord(
                "flights", "delay_model@1", id, "/ts", 1, "{\"tables\": [{\"view\": \"" + view + "\"}]}", NOW));
    }

    @Test
    void trainingSetsAreReadOnceHoweverManyViewsChange() {
        trainingSet("ts-1", "airport_delays@1");
        trainingSet("ts-2", "route_delays@1");
        registry.apply(project, NOW);

        AtomicInteger reads = new AtomicInteger();
        List<Change> gone = ProjectPlan.between(
                        registry.definitions("flights"),
                        project.withViews(List.of()).withServices(List.of()))
                .changes();
        Touched touched = Touched.by(gone, project, counting(reads));
        assertThat(gone.stream().filter(change -> change.kind().equals("feature_view")))
                .extracting(Change::name, touched::by)
                .map(Object::toString)
                .containsExactly(
                        "(\"airport_delays\", [\"feature_service delay_model@1\", \"training_set ts-1\"])",
                        "(\"route_delays\", [\"feature_service delay_model@1\", \"training_set ts-2\"])");
        assertThat(reads).hasValue(1);
    }

    /** The registry, which counts how often training sets are read. */
    private Registry counting(AtomicInteger reads) {
        return (Registry) Proxy.newProxyInstance(
                Registry.class.getClassLoader(), new Class<?>[] {Registry.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("trainingSets")) {
                        reads.incrementAndGet();
                    }
                    return method.invoke(registry, arguments);
                });
    }
}
