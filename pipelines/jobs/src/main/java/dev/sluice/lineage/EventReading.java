package dev.sluice.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.registry.LineageEdge;
import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads events back: of each view and computation the last that staged rows. */
final class EventReading {
    private final Project project;
    private final Registry registry;
    private final LakeLayout lake;
    private final Map<String, JsonNode> last = new LinkedHashMap<>();

    EventReading(Project project, Registry registry) {
        this.project = project;
        this.registry = registry;
        this.lake = LakeLayout.of(project.folder(), project.settings().lake());
    }

    /** Looks through a file. The last line of a process that was killed may be half of one. */
    void read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> parsed(line).ifPresent(event -> {
                String job = event.path("job").path("name").asText();
                if (job.endsWith(".stage") && event.path("eventType").asText().equals("COMPLETE")) {
                    last.put(job + " " + computation(event).orElse(""), event);
                }
            }));
        }
    }

    private static Optional<JsonNode> parsed(String line) {
        try {
            return Optional.of(WriteEvents.MAPPER.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String run(JsonNode event) {
        return event.path("run")
                .path("facets")
                .path(WriteEvents.RUN_FACET)
                .path("run")
                .asText();
    }

    private Optional<String> computation(JsonNode event) {
        return registry.run(run(event)).map(RunRecord::computationHash);
    }

    /** Keeps what was read in the registry. */
    void record() {
        last.values()
                .forEach(event -> registry.run(run(event))
                        .filter(run -> project.declares(run.view()))
                        .ifPresent(run -> record(run, event)));
    }

    private void record(RunRecord run, JsonNode event) {
        FeatureView view = project.view(run.view());
        List<LineageEdge> edges = edges(view, event);
        String own = Address.of(lake.features(view.id()));
        boolean restored =
                edges.stream().anyMatch(edge -> edge.table().equals(own)); // a rollback's rows are former rows
        if (!edges.isEmpty() && !restored) {
            registry.record(new LineageRecord(
                    project.name(),
                    view.id(),
                    run.computationHash(),
                    run.runId(),
                    Instant.parse(event.path("eventTime").asText()),
                    edges));
        }
    }

    private List<LineageEdge> edges(FeatureView view, JsonNode event) {
        List<LineageEdge> edges = new EventEdges(event, project, view).edges();
        String own = Address.of(lake.features(view.id()));
        if (view.aggregates().isEmpty()
                || edges.stream().anyMatch(edge -> edge.table().equals(own))) {
            return edges;
        }
        String source = view.computation().sources().get(0).source();
        return new AggregateEdges(view, view.aggregates().get(), project.source(source)).edges();
    }
}
