package dev.sluice.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.feature.Definition;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.RegisteredQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What the last check of a project found, kept in {@code .sluice/checked} until the project or what is registered changes.
 *
 * @param declared a hash of everything that was declared
 * @param former a hash of the queries that views had before and are written otherwise now
 * @param whole whether every source could be looked at
 */
record CheckRecord(String declared, String former, boolean whole, Findings findings) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;

    static CheckRecord of(Project project, RegisteredQueries registered, Findings findings) {
        return new CheckRecord(declared(project), former(project, registered), findings.nothing(), findings);
    }

    /** Whether it tells of the project as it is, and of its queries as they are registered. */
    boolean isOf(Project project, RegisteredQueries registered) {
        return declared.equals(declared(project))
                && (registered.rewritten(project).isEmpty() || former.equals(former(project, registered)));
    }

    static Optional<CheckRecord> read(Project project) {
        try {
            return parse(MAPPER.readTree(Files.readString(file(project))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<CheckRecord> parse(JsonNode json) {
        return json.path("sluice_check").asInt() != FORMAT
                ? Optional.empty()
                : Optional.of(new CheckRecord(
                        json.path("declared").asText(),
                        json.path("former").asText(),
                        json.path("whole").asBoolean(),
                        new Findings(List.of(), List.of(), reworded(json), alike(json))));
    }

    private static Set<ViewId> reworded(JsonNode json) {
        Set<ViewId> reworded = new HashSet<>();
        json.path("reworded").forEach(view -> reworded.add(ViewId.parse(view.asText())));
        return reworded;
    }

    private static List<Findings.Alike> alike(JsonNode json) {
        List<Findings.Alike> alike = new ArrayList<>();
        json.path("alike")
                .forEach(group -> alike.add(new Findings.Alike(
                        Findings.Likeness.valueOf(group.path("likeness").asText()),
                        StreamSupport.stream(group.path("features").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList())));
        return alike;
    }

    /** Keeps it; of a project with mistakes nothing is kept. */
    void write(Project project) {
        Path file = file(project);
        try {
            if (findings.mistakes().isEmpty()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text());
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT, "Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private String text() {
        return JsonDocument.text(JsonDocument.of("sluice_check", FORMAT)
                .with("declared", declared)
                .with("former", former)
                .with("whole", whole)
                .with("reworded", texts(findings.reworded()))
                .with("alike", findings.alike().stream().map(CheckRecord::json).toList()));
    }

    static List<String> texts(Collection<ViewId> views) {
        return views.stream().map(ViewId::toString).sorted().toList();
    }

    static Map<String, ?> json(Findings.Alike alike) {
        return JsonDocument.of("likeness", alike.likeness())
                .with("features", alike.features())
                .members();
    }

    private static String declared(Project project) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("sluice", SluiceVersion.text());
        RegisteredQueries.asWritten(project)
                .definitions()
                .forEach(definition -> fields.put(
                        definition.kind() + " " + definition.name() + "@" + definition.version(),
                        definition.fingerprint()));
        return Definition.fingerprint(fields);
    }

    private static String former(Project project, RegisteredQueries registered) {
        SortedMap<String, String> fields = new TreeMap<>();
        registered.rewritten(project).forEach((view, text) -> fields.put(view.toString(), text));
        return Definition.fingerprint(fields);
    }

    private static Path file(Project project) {
        return project.folder().resolve(".sluice").resolve("checked");
    }
}
