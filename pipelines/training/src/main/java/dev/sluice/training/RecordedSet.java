package dev.sluice.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a {@code manifest.json} says of a training set that was built. */
final class RecordedSet {
    private final ObjectNode document;
    private final String where;

    private RecordedSet(ObjectNode document, String where) {
        this.document = document;
        this.where = where;
    }

    /** Reads a manifest: the file, or the folder that holds it. */
    static RecordedSet read(Path place) {
        Path file = Files.isDirectory(place) ? place.resolve(OutputFolder.MANIFEST) : place;
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw TrainingError.INVALID_MANIFEST.problem(
                    "Cannot read the manifest " + file + ": there is no such file, or it cannot be read. Name the"
                            + " folder of a training set, or its manifest.json.",
                    e);
        }
    }

    /** @param where it stands, for errors */
    static RecordedSet parse(String text, String where) {
        try {
            RecordedSet recorded = new RecordedSet(new ObjectMapper().readValue(text, ObjectNode.class), where);
            int version = recorded.at("/manifest_version").asInt();
            if (version != Manifest.VERSION) {
                throw recorded.invalid("its manifest_version is " + version + ", this Sluice knows " + Manifest.VERSION
                        + ". Use the Sluice that wrote it");
            }
            return recorded;
        } catch (JsonProcessingException e) {
            throw TrainingError.INVALID_MANIFEST.problem(
                    "Cannot read the manifest " + where + ": it is no JSON. Restore the file.", e);
        }
    }

    private SluiceException invalid(String why) {
        return TrainingError.INVALID_MANIFEST.problem("Cannot read the manifest " + where + ": " + why + ".");
    }

    private JsonNode at(String place) {
        JsonNode node = document.at(place);
        if (node.isMissingNode() || node.isNull()) {
            throw invalid("it has no " + place.substring(1).replace('/', '.') + ". Restore the file");
        }
        return node;
    }

    /** A copy of the whole document. */
    ObjectNode document() {
        return document.deepCopy();
    }

    /** The training set that it tells of, in a folder. */
    TrainingSet set(Path folder) {
        return new TrainingSet(id(), folder, rows(), Manifest.text(document) + "\n");
    }

    /** The id of the set to which others were appended; empty when none were. */
    Optional<String> firstPart() {
        JsonNode first = document.at("/parts/0/id");
        return first.isMissingNode() ? Optional.empty() : Optional.of(first.asText());
    }

    String id() {
        return at("/id").asText();
    }

    /** As {@code name@version}. */
    String service() {
        return at("/service/name").asText() + "@" + at("/service/version").asInt();
    }

    SortedMap<String, SortedMap<String, String>> definitions() {
        SortedMap<String, SortedMap<String, String>> definitions = new TreeMap<>();
        at("/definitions").fields().forEachRemaining(definition -> {
            SortedMap<String, String> fields = new TreeMap<>();
            definition
                    .getValue()
                    .fields()
                    .forEachRemaining(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            definitions.put(definition.getKey(), fields);
        });
        return definitions;
    }

    /** Of each view the version of its feature table. */
    SortedMap<ViewId, Long> tables() {
        SortedMap<ViewId, Long> versions = new TreeMap<>();
        at("/tables")
                .forEach(table -> versions.put(
                        ViewId.parse(table.path("view").asText()),
                        table.path("version").asLong()));
        return versions;
    }

    /** Of each view of which events were read, the state of its source. */
    SortedMap<ViewId, String> sources() {
        SortedMap<ViewId, String> states = new TreeMap<>();
        document.path("sources")
                .forEach(source -> states.put(
                        ViewId.parse(source.path("view").asText()),
                        source.path("state").asText()));
        return states;
    }

    /** All views that were read. */
    SortedSet<ViewId> views() {
        SortedSet<ViewId> views = new TreeSet<>(tables().keySet());
        views.addAll(sources().keySet());
        return views;
    }

    String timeColumn() {
        return at("/spine/time").asText();
    }

    /** Where the labels came from, as {@link Spine#place()}. */
    Map<String, String> place() {
        Map<String, String> place = new TreeMap<>();
        Spine.PLACE.forEach(field -> {
            if (document.at("/spine/" + field).isTextual()) {
                place.put(field, document.at("/spine/" + field).asText());
            }
        });
        return place;
    }

    long spineRows() {
        return at("/spine/rows").asLong();
    }

    String spineHash() {
        return at("/spine/content_hash").asText();
    }

    long rows() {
        return at("/result/rows").asLong();
    }

    String hash() {
        return at("/result/content_hash").asText();
    }

    TrainingOptions options() {
        JsonNode split = document.at("/spine/split");
        return new TrainingOptions(
                format(),
                values(),
                at("/spine/full_names").asBoolean(),
                false,
                split.isMissingNode() ? null : Split.recorded(split));
    }

    private TrainingValues values() {
        if (document.at("/spine/fresh").asBoolean()) {
            return TrainingValues.FRESH;
        }
        return at("/spine/as_known").asBoolean() ? TrainingValues.AS_KNOWN : TrainingValues.SERVED;
    }

    /** Manifests that do not tell it are older than the second format. */
    private TableFormat format() {
        String name = document.at("/result/format").asText(TableFormat.PARQUET.toString());
        return Arrays.stream(TableFormat.values())
                .filter(format -> format.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("its result.format is '" + name + "', which this Sluice does not know"));
    }
}
