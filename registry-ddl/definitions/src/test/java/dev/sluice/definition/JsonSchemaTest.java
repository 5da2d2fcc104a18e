package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas that editors use say what the reader says. */
class JsonSchemaTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("sluice.root"), "transforms/examples/flights");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theKeysAreThoseOfTheReader() {
        assertThat(keys("project", "")).isEqualTo(Keys.PROJECT);
        assertThat(keys("project", "/properties/online")).isEqualTo(Keys.ONLINE);
        assertThat(keys("project", "/properties/storage")).isEqualTo(Keys.STORAGE);
        assertThat(keys("project", "/properties/backfill")).isEqualTo(Keys.BACKFILL);
        assertThat(keys("project", "/properties/backfill/properties/approval")).isEqualTo(Keys.APPROVAL);
        assertThat(keys("project", "/properties/prices")).isEqualTo(Keys.PRICES);
        assertThat(keys("project", "/properties/airflow")).isEqualTo(Keys.AIRFLOW);
        assertThat(keys("project", "/properties/spark")).isEqualTo(Keys.SPARK);
        assertThat(keys("project", "/properties/orchestration")).isEqualTo(Keys.ORCHESTRATION);
        assertThat(keys("project", "/properties/orchestration/properties/spark_submit"))
                .isEqualTo(Keys.SPARK_SUBMIT);
        assertThat(keys("project", "/properties/orchestration/properties/kubernetes"))
                .isEqualTo(Keys.KUBERNETES);
        assertThat(keys("project", "/properties/orchestration/properties/pools"))
                .isEqualTo(Keys.POOLS);
        assertThat(keys("project", "/properties/lint")).isEqualTo(Keys.LINT);
        assertThat(keys("entities", "/items")).containsExactlyInAnyOrderElementsOf(Keys.ENTITY);
        assertThat(keys("sources", "/items")).containsExactlyInAnyOrderElementsOf(Keys.SOURCE);
        assertThat(keys("feature_view", "")).containsExactlyInAnyOrderElementsOf(Keys.VIEW);
        assertThat(keys("feature_view", "/properties/sources/oneOf/1/additionalProperties"))
                .isEqualTo(Keys.USE_OF_SOURCE);
        assertThat(keys("feature_view", "/properties/features/items")).isEqualTo(Keys.FEATURE);
        assertThat(keys("feature_view", "/properties/expectations/items")).isEqualTo(Keys.EXPECTATION);
        assertThat(keys("feature_view", "/properties/anomalies")).isEqualTo(Keys.ANOMALIES);
        assertThat(keys("feature_view", "/properties/anomalies/properties/volume"))
                .isEqualTo(Keys.ANOMALY);
        assertThat(keys("feature_view", "/properties/anomalies/properties/freshness"))
                .isEqualTo(Keys.ANOMALY);
        assertThat(keys("feature_view", "/properties/table/oneOf/1")).isEqualTo(Keys.TABLE);
        assertThat(keys("services", "/items")).containsExactlyInAnyOrderElementsOf(Keys.SERVICE);
        assertThat(keys("services", "/items/properties/consumers/items")).isEqualTo(Keys.CONSUMER);
        assertThat(keys("services", "/items/properties/features/items")).isEqualTo(Keys.USE_OF_VIEW);
    }

    @Test
    void theChoicesAreThoseOfTheReader() {
        assertThat(texts(schema("sources").at("/items/properties/format/enum")))
                .isEqualTo(SourceDefinitionReader.FORMATS);
        assertThat(texts(schema("feature_view").at("/properties/expectations/items/properties/severity/enum")))
                .isEqualTo(ExpectationReader.SEVERITIES);
        assertThat(texts(schema("feature_view").at("/properties/table/oneOf/0/enum")))
                .isEqualTo(TableReader.FORMATS);
        assertThat(texts(schema("feature_view").at("/properties/table/oneOf/1/properties/type/enum")))
                .isEqualTo(TableReader.TYPES);
        assertThat(texts(schema("project").at("/properties/orchestration/properties/runner/enum")))
                .isEqualTo(OrchestrationReader.RUNNERS);
        assertThat(texts(schema("feature_view").at("/properties/on_fail/enum"))).isEqualTo(ExpectationReader.ON_FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "project,sluice.yaml",
        "entities,entities.yaml",
        "sources,sources.yaml",
        "services,services.yaml",
        "feature_view,views/airport_delays.yaml",
        "feature_view,views/route_delays.yaml",
        "feature_view,views/route_windows.yaml"
    })
    void theExampleIsValid(String schema, String file) {
        assertThat(problems(schema, document(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"project,sluice.yaml", "feature_view,views/airport_delays.yaml"})
    void aMistypedKeyIsRefused(String schema, String file) {
        JsonNode document = document(file);
        ((com.fasterxml.jackson.databind.node.ObjectNode) document).put("lokback", "7d");
        assertThat(problems(schema, document)).anyMatch(problem -> problem.contains("lokback"));
    }

    private static List<String> problems(String schema, JsonNode document) {
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema(schema));
        return compiled.validate(document).stream()
                .map(message -> message.getMessage().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static JsonNode document(String file) {
        Mistakes mistakes = new Mistakes();
        Value value =
                YamlDocument.read(EXAMPLE, EXAMPLE.resolve(file), mistakes).orElseThrow();
        return JSON.valueToTree(Objects.requireNonNull(value.json()));
    }

    private static List<String> keys(String schema, String pointer) {
        List<String> keys = new ArrayList<>();
        schema(schema).at(pointer + "/properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static JsonNode schema(String name) {
        try (InputStream stream =
                Objects.requireNonNull(FeatureProject.class.getResourceAsStream("schema/" + name + ".schema.json"))) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
