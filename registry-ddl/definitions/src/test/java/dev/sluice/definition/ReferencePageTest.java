package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of all keys is that of the schemas; {@code -Dsluice.write-reference=true} writes it. */
class ReferencePageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("sluice.root"), "registry-ddl/definitions/REFERENCE.md");

    private static final String HEAD = """
            # Every key of a feature project

            Written by `ReferencePageTest` from the JSON Schema in
            [schema](src/main/resources/dev/sluice/definition/schema); do not edit it. An editor that knows JSON Schema checks the files
            by it as you type.

            A *name* is letters, digits and underscores, at most 128, and begins with no digit; that of a key or feature not with two underscores either. A *time span* is a whole number and a unit:
            `7d`, `26h`, `90m`, `30s`, `500ms`, `10us`. A *type* is `int`, `long`, `float`, `double`, `boolean`, `string`, `bytes`, `timestamp`,
            `date`, `decimal(p,s)` or `array<...>` of one of them. A *size* is a whole number of bytes, or one with `KB`, `MB`, `GB`, `TB`. Moments are UTC.
            `[]` stands for each element of a list, `NAME` for a name that you give. An unknown key is a mistake, with file, line and the nearest
            known key.

            """;

    @Test
    void theCommittedPageIsThatOfTheSchemas() throws IOException {
        String page = HEAD
                + new ReferencePage()
                        .with("sluice.yaml", "The project.", schema("project"))
                        .with("entities.yaml", "A list; also files in a folder `entities`.", schema("entities"))
                        .with("sources.yaml", "A list; also files in a folder `sources`.", schema("sources"))
                        .with(
                                "views/NAME.yaml",
                                "One view in a file, in `views` or a folder below. It has `transform` or `class`, with `sources` and `features`;"
                                        + " or `aggregate`, with `source`.",
                                schema("feature_view"))
                        .with("services.yaml", "A list; also files in a folder `services`.", schema("services"));
        if (Boolean.getBoolean("sluice.write-reference")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("./mvnw test -pl registry-ddl/definitions -Dtest=ReferencePageTest -Dsluice.write-reference=true")
                .isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project", "entities", "sources", "feature_view", "services"})
    void everyKeyIsDescribed(String name) throws IOException {
        List<String> silent = new ArrayList<>();
        silentKeys("", schema(name), silent);

        assertThat(silent).isEmpty();
    }

    private static void silentKeys(String path, JsonNode node, List<String> silent) {
        node.path("properties").fields().forEachRemaining(property -> {
            if (property.getValue().path("description").asText().isEmpty()) {
                silent.add(path + "." + property.getKey());
            }
        });
        node.fields().forEachRemaining(field -> silentKeys(path + "." + field.getKey(), field.getValue(), silent));
        if (node.isArray()) {
            node.forEach(element -> silentKeys(path, element, silent));
        }
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(FeatureProject.class.getResourceAsStream("schema/" + name + ".schema.json"))) {
            return new ObjectMapper().readTree(stream);
        }
    }
}
