package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Choices;
import dev.sluice.testing.Property;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextMapJsonTest {
    @Test
    void aMapIsWrittenAsASortedObject() {
        assertThat(TextMapJson.write(Map.of("b", "2", "a", "say \"1\"")))
                .isEqualTo("{\"a\":\"say \\\"1\\\"\",\"b\":\"2\"}");
    }

    @Test
    void everyMapComesBack() {
        Property.holds(
                300,
                TextMapJsonTest::map,
                map -> TextMapJson.read(TextMapJson.write(map)).equals(map));
    }

    private static Map<String, String> map(Choices choices) {
        Map<String, String> map = new TreeMap<>();
        int size = choices.below(4);
        for (int i = 0; i < size; i++) {
            map.put(text(choices), text(choices));
        }
        return map;
    }

    private static String text(Choices choices) {
        StringBuilder text = new StringBuilder();
        int length = choices.below(4);
        for (int i = 0; i < length; i++) {
            text.append(choices.among("a", "", "\"", "\\", "\n", "\u0001", "ü", "✈", "𝄞", "{}:,"));
        }
        return text.toString();
    }
}
