package dev.sluice.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.InsertIntoHadoopFsRelationCommand;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;

/**
 * OpenLineage's events in the project's words: the job is {@code view@version.step} in the project's namespace, its parent is
 * our run, staged rows are one dataset however many runs there are, and the write's analysed plan is told beside what the
 * engine's listener made of it.
 */
final class WriteEvents {
    /** The facet of a run that names ours. */
    static final String RUN_FACET = "sluice_run";

    /** The facet of an output with what its analysed plan tells. */
    static final String PLAN_FACET = "sluice_plan";

    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String PRODUCER = "https://sluice.dev/openlineage";

    private final Project project;
    private final LakeLayout lake;
    private final String subject;
    private final Consumer<String> sink;

    /** @param subject what the command makes of views: the job of writes outside of the lake's tables; empty for none */
    WriteEvents(Project project, String subject, Consumer<String> sink) {
        this.project = project;
        this.lake = LakeLayout.of(project.folder(), project.settings().lake());
        this.subject = subject;
        this.sink = sink;
    }

    /** Tells an event of a write in the project's words, if it says where something was written. */
    void received(String json, SparkListenerSQLExecutionEnd end) {
        try {
            ObjectNode event = (ObjectNode) MAPPER.readTree(json);
            if (event.path("outputs").isEmpty()) {
                return;
            }
            if (subject.isEmpty() && table(event.path("outputs").get(0)).isEmpty()) {
                return;
            }
            name(event);
            if (end.errorMessage().isDefined() && !end.errorMessage().get().isEmpty()) {
                event.put("eventType", "FAIL");
            } else {
                staged(event).ifPresent(table -> addPlan(event, table, end.qe().analyzed()));
            }
            sink.accept(MAPPER.writeValueAsString(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void name(ObjectNode event) {
        Optional<LakeTable> written = table(event.path("outputs").get(0));
        Optional<String> run = run(event);
        ObjectNode job = event.withObject("/job");
        job.put("namespace", project.name());
        job.put("name", written.map(table -> table.view() + "." + table.step()).orElse(subject));
        ObjectNode facets = event.withObject("/run").withObject("/facets");
        facets.remove("parent");
        if (written.isPresent() && run.isPresent()) {
            facets.set("parent", parent(written.get().view().toString(), run.get()));
            facets.set(RUN_FACET, facet().put("run", run.get()));
        }
        event.path("inputs").forEach(this::stripRun);
        event.path("outputs").forEach(this::stripRun);
        if (written.isEmpty()) {
            event.path("outputs").forEach(WriteEvents::nameTrainingSet);
        }
    }

    /**
     * It is written beside its folder first. Its columns are those that its service names: what OpenLineage makes of the join
     * is that each comes from all.
     */
    private static void nameTrainingSet(JsonNode dataset) {
        String name = dataset.path("name").asText();
        ((ObjectNode) dataset).put("name", name.replaceFirst("/\\.([^/]+)\\.partial/data$", "/$1/data"));
        ((ObjectNode) dataset).withObject("/facets").remove("columnLineage");
    }

    private Optional<LakeTable> table(JsonNode dataset) {
        return LakeTable.at(lake, address(dataset));
    }

    static String address(JsonNode dataset) {
        return Address.of(
                dataset.path("namespace").asText(), dataset.path("name").asText());
    }

    /** The run whose staged rows are written or read. */
    private Optional<String> run(ObjectNode event) {
        for (JsonNode datasets : List.of(event.path("outputs"), event.path("inputs"))) {
            for (JsonNode dataset : datasets) {
                Optional<String> run = table(dataset).map(LakeTable::run);
                if (run.isPresent()) {
                    return run;
                }
            }
        }
        return Optional.empty();
    }

    private ObjectNode parent(String job, String run) {
        UUID id = UUID.nameUUIDFromBytes((project.name() + "/" + run).getBytes(StandardCharsets.UTF_8));
        ObjectNode parent = MAPPER.createObjectNode()
                .put("_producer", PRODUCER)
                .put(
                        "_schemaURL",
                        "https://openlineage.io/spec/facets/1-0-1/ParentRunFacet.json#/$defs/ParentRunFacet");
        parent.withObject("/run").put("runId", id.toString());
        parent.withObject("/job").put("namespace", project.name()).put("name", job);
        return parent;
    }

    private static ObjectNode facet() {
        return MAPPER.createObjectNode()
                .put("_producer", PRODUCER)
                .put("_schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/BaseFacet");
    }

    private void stripRun(JsonNode dataset) {
        table(dataset).map(LakeTable::run).ifPresent(run -> {
            String name = dataset.path("name").asText();
            ((ObjectNode) dataset).put("name", name.substring(0, name.length() - run.length() - 1));
        });
    }

    private Optional<LakeTable> staged(ObjectNode event) {
        return table(event.path("outputs").get(0))
                .filter(LakeTable::isStaging)
                .filter(table -> project.declares(table.view()));
    }

    private void addPlan(ObjectNode event, LakeTable table, LogicalPlan plan) {
        if (plan instanceof InsertIntoHadoopFsRelationCommand write) {
            ObjectNode facet = facet();
            ArrayNode edges = facet.putArray("edges");
            new PlanEdges(project, project.view(table.view()))
                    .of(write.query())
                    .forEach(edge -> edges.addObject()
                            .put("column", edge.column())
                            .put("table", edge.table())
                            .put("table_column", edge.tableColumn())
                            .put("usage", edge.usage().toString()));
            ((ObjectNode) event.path("outputs").get(0)).withObject("/facets").set(PLAN_FACET, facet);
        }
    }
}
