package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.feature.ViewId;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.problem.SluiceException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ImportFolderTest {
    private static final List<OnlineItem> ITEMS = List.of(
            item("airport|ORD", new byte[] {1, 2, 3}, 5L),
            item("route|a%7Cb|\"quoted\\\"", new byte[0], null),
            item("airport|é😀", new byte[] {-1, 0, 127, -128}, null),
            item("airport|-", new byte[300], 4_102_444_800L),
            item("day|2001-03-05", new byte[] {9}, 0L));

    @TempDir
    private Path folder;

    private static OnlineItem item(String key, byte[] value, @Nullable Long expiresAt) {
        return new OnlineItem(
                new ItemKey(key, new ViewId("airport_delays", 3)), value, -5, 983_404_800_000_001L, expiresAt);
    }

    @Test
    void theLinesPutOneByOneGiveTheSameStore() throws Exception {
        Path exported = folder.resolve("export");
        try (ImportFolder files = ImportFolder.create(exported, 2)) {
            ITEMS.forEach(files::write);
            files.write(item("airport|LARGE", new byte[410_000], null));
            assertThat(files.tooLarge()).isEqualTo(1);
        }
        String table = LocalDynamo.newTable();
        try (OnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table);
                DynamoDbClient client = LocalDynamo.client()) {
            store.prepare();
            for (String line : lines(exported)) {
                client.putItem(request -> request.tableName(table).item(imported(line)));
            }

            assertThat(store.read(ITEMS.stream().map(OnlineItem::key).toList()).values())
                    .containsExactlyInAnyOrderElementsOf(ITEMS);
            store.write(ITEMS.stream().map(OnlineChange.Put::new).toList());
            assertThat(store.usage().unchanged()).isEqualTo(ITEMS.size());
        }
    }

    private static List<String> lines(Path exported) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(exported)) {
            files = all.sorted().toList();
        }
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("items-00000.json.gz", "items-00001.json.gz", "items-00002.json.gz");
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            }
        }
        return lines;
    }

    /** As the guide describes DynamoDB JSON. */
    private static Map<String, AttributeValue> imported(String line) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        try {
            JsonNode item = new ObjectMapper().readTree(line).get("Item");
            item.fields().forEachRemaining(field -> {
                Map.Entry<String, JsonNode> typed = field.getValue().fields().next();
                String text = typed.getValue().asText();
                attributes.put(
                        field.getKey(),
                        switch (typed.getKey()) {
                            case "S" -> AttributeValue.fromS(text);
                            case "N" -> AttributeValue.fromN(text);
                            case "B" ->
                                AttributeValue.fromB(SdkBytes.fromByteArray(
                                        Base64.getDecoder().decode(text)));
                            default -> throw new AssertionError(line);
                        });
            });
        } catch (java.io.IOException e) {
            throw new AssertionError(line, e);
        }
        return attributes;
    }

    @Test
    void aFolderThatHoldsSomethingIsRefused() throws Exception {
        Files.writeString(folder.resolve("other"), "");
        assertThatThrownBy(() -> ImportFolder.create(folder))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot export to " + folder + ": it is not empty. Name a folder that is.");
    }
}
