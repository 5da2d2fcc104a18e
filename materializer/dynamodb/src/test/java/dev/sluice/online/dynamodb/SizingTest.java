package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import dev.sluice.online.RowSchema;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The sizes that materializer/SIZING.md calculates with. */
class SizingTest {
    private static final Map<String, Object> VALUES =
            Map.of("double", 1.5, "float", 1.5f, "long", 7L, "boolean", true, "array<float>", embedding());

    private static List<Float> embedding() {
        return Collections.nCopies(128, 0.5f);
    }

    @Test
    void theTableOfSizesIsThatOfTheCodec() throws IOException {
        Map<String, List<String>> views = new LinkedHashMap<>();
        views.put("50 double", Collections.nCopies(50, "double"));
        views.put("50 float", Collections.nCopies(50, "float"));
        List<String> mixed = new ArrayList<>(Collections.nCopies(10, "boolean"));
        mixed.addAll(Collections.nCopies(20, "long"));
        mixed.addAll(Collections.nCopies(20, "double"));
        views.put("50 of which 10 boolean, 20 long, 20 double", mixed);
        views.put("500 double", Collections.nCopies(500, "double"));
        views.put("an embedding of 128 floats", List.of("array<float>"));

        List<String> sizing = Files.readAllLines(Path.of(System.getProperty("sluice.root"), "materializer/SIZING.md"));
        views.forEach((name, types) -> assertThat(sizing.stream().filter(line -> line.startsWith("| " + name)))
                .containsExactly(line(name, types)));
        assertThat(writeUnits(size(item(Collections.nCopies(117, "double"))))).isEqualTo(1);
        assertThat(writeUnits(size(item(Collections.nCopies(118, "double"))))).isEqualTo(2);
    }

    private static String line(String name, List<String> types) {
        OnlineItem item = item(types);
        int size = size(item);
        return "| %s | %d | %d | %d | %s |"
                .formatted(name, item.value().length, size, writeUnits(size), readUnits(size));
    }

    private static OnlineItem item(List<String> types) {
        List<Column> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String type : types) {
            columns.add(new Column("f" + columns.size(), ValueType.parse(type)));
            values.add(VALUES.get(type));
        }
        byte[] row = RowCodec.of(new RowSchema(columns)).encode(values);
        ItemKey key = new ItemKey("user|12345678", new ViewId("user_features", 1));
        return new OnlineItem(key, row, 1_764_000_001_000_000L, 1_764_000_001_000_000L, 1_765_209_601L);
    }

    /** By the developer guide's rules. */
    private static int size(OnlineItem item) {
        return DynamoItems.of(item).entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length() + size(attribute.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        if (value.n() != null) {
            int digits = new BigDecimal(value.n()).stripTrailingZeros().precision();
            return (digits + 1) / 2 + 1;
        }
        return value.s() != null
                ? value.s().getBytes(StandardCharsets.UTF_8).length
                : value.b().asByteArray().length;
    }

    private static int writeUnits(int size) {
        return (size + 1_023) / 1_024;
    }

    private static String readUnits(int size) {
        return new BigDecimal((size + 4_095) / 4_096)
                .divide(BigDecimal.valueOf(2))
                .toPlainString();
    }
}
