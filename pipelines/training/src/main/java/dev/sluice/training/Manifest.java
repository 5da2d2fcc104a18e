package dev.sluice.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** What {@code manifest.json} says: every input that decides the rows, and what came out. */
final class Manifest {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static final int VERSION = 1;

    private final Map<String, Object> inputs = new LinkedHashMap<>();

    private Manifest() {}

    static Manifest of(TrainingInputs inputs, Map<String, SortedMap<String, String>> definitions, FrameDigest spine) {
        Manifest manifest = new Manifest();
        FeatureService service = inputs.service();
        manifest.inputs.put("service", new TreeMap<>(Map.of("name", service.name(), "version", service.version())));
        manifest.inputs.put("definitions", definitions);
        manifest.inputs.put(
                "tables",
                views(inputs, PinnedView.class).map(Manifest::table).distinct().toList());
        List<Map<String, Object>> sources =
                views(inputs, FreshView.class).map(Manifest::source).distinct().toList();
        if (!sources.isEmpty()) {
            manifest.inputs.put("sources", sources);
        }
        Map<String, Object> labels = inputs.request();
        labels.put("rows", spine.rows());
        labels.put("content_hash", spine.hash());
        manifest.inputs.put("spine", labels);
        return manifest;
    }

    private static <T extends UsedView> Stream<T> views(TrainingInputs inputs, Class<T> kind) {
        return inputs.views().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Map<String, Object> source(FreshView fresh) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("view", fresh.view().id().toString());
        source.put("source", fresh.source().source().name());
        source.put("state", fresh.state());
        return source;
    }

    private static Map<String, Object> table(PinnedView pinned) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("view", pinned.view().id().toString());
        table.put("path", pinned.path());
        table.put("version", pinned.version());
        return table;
    }

    /** Twelve hexadecimal digits of the hash of all inputs but the places of tables and spine. */
    String id() {
        return shortHash(new TreeMap<>(Map.of("inputs", text(placeless()))));
    }

    /** The id of a training set to which these inputs were appended. */
    String idAfter(String former) {
        return shortHash(new TreeMap<>(Map.of("former", former, "inputs", text(placeless()))));
    }

    private static String shortHash(SortedMap<String, String> fields) {
        return Definition.fingerprint(fields).substring(0, 12);
    }

    private Map<String, Object> placeless() {
        Map<String, Object> placeless = new LinkedHashMap<>(inputs);
        List<Object> tables = new ArrayList<>();
        ((List<?>) input("tables")).forEach(table -> tables.add(without(Set.of("path"), (Map<?, ?>) table)));
        placeless.put("tables", tables);
        placeless.put("spine", without(Spine.PLACE, (Map<?, ?>) input("spine")));
        return placeless;
    }

    private Object input(String name) {
        return java.util.Objects.requireNonNull(inputs.get(name));
    }

    /** What a part of a training set has of its own. */
    Map<String, Object> tablesAndSpine() {
        Map<String, Object> own = new TreeMap<>(inputs);
        own.keySet().retainAll(Set.of("tables", "sources", "spine"));
        return own;
    }

    private static Map<Object, Object> without(Set<String> place, Map<?, ?> input) {
        Map<Object, Object> placeless = new LinkedHashMap<>(input);
        placeless.keySet().removeAll(place);
        return placeless;
    }

    /** The whole document, its inputs and what came out. */
    String text(Result result, Instant created) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("manifest_version", VERSION);
        document.put("id", id());
        document.put("created", created.toString());
        document.putAll(inputs);
        document.put("result", output(result));
        return text(document) + "\n";
    }

    static Map<String, Object> output(Result result) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("format", result.format().toString());
        output.put("values", result.values().toString());
        output.put("rows", result.digest().rows());
        output.put("content_hash", result.digest().hash());
        output.put("columns", columns(result.digest(), result.schema()));
        if (!result.splits().isEmpty()) {
            output.put("splits", result.splits());
        }
        return output;
    }

    private static List<Map<String, Object>> columns(FrameDigest result, StructType schema) {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (String name : schema.fieldNames()) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", name);
            column.put("type", schema.apply(name).dataType().simpleString());
            column.put("nulls", result.rows() - result.present().getOrDefault(name, 0L));
            columns.add(column);
        }
        return columns;
    }

    /**
     * What came out.
     *
     * @param splits the statistics of each part; none when the rows are not divided
     */
    record Result(
            TableFormat format,
            TrainingValues values,
            FrameDigest digest,
            StructType schema,
            List<Map<String, Object>> splits) {}

    static String text(Object json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a manifest", e);
        }
    }
}
