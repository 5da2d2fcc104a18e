package dev.sluice.training;

import dev.sluice.feature.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How definitions differ from what a manifest recorded of them. */
final class DefinitionChanges {
    private static final int MOST_CHARACTERS = 60;
    private static final int COMMON_CHARACTERS = 15;

    /** Fields that no value and no column of a training set depends on. */
    private static final Pattern SAID_ONLY = Pattern.compile(
            "description|owner|tags\\..*|online|freshness|expectations\\..*|features\\.[^.]+\\.description");

    private DefinitionChanges() {}

    /** Each difference as a clause: {@code ttl of feature_view airport_delays@1 was 14d, is 7d}. */
    static List<String> of(Map<String, SortedMap<String, String>> recorded, List<Definition> present) {
        List<String> changes = new ArrayList<>();
        recorded.forEach((key, fields) -> present.stream()
                .filter(definition -> TrainingInputs.key(definition).equals(key))
                .findFirst()
                .ifPresentOrElse(
                        definition -> changes.addAll(between(key, fields, definition.fieldsByMeaning())),
                        () -> changes.add(key + " is not in the project any more")));
        return changes;
    }

    private static List<String> between(
            String key, SortedMap<String, String> recorded, SortedMap<String, String> present) {
        TreeSet<String> names = new TreeSet<>(recorded.keySet());
        names.addAll(present.keySet());
        return names.stream()
                .filter(name -> !SAID_ONLY.matcher(name).matches())
                .filter(name -> !java.util.Objects.equals(recorded.get(name), present.get(name)))
                .map(name -> name + " of " + key + " was " + shown(recorded.get(name), present.get(name)) + ", is "
                        + shown(present.get(name), recorded.get(name)))
                .toList();
    }

    /** A value on one line; of a long one the place where it differs from the other. */
    private static String shown(@Nullable String value, @Nullable String other) {
        if (value == null) {
            return "not there";
        }
        String line = oneLine(value);
        if (line.length() <= MOST_CHARACTERS) {
            return line;
        }
        int from = Math.max(0, common(line, other == null ? "" : oneLine(other)) - COMMON_CHARACTERS);
        int until = Math.min(line.length(), from + MOST_CHARACTERS);
        return (from > 0 ? "..." : "") + line.substring(from, until) + (until < line.length() ? "..." : "");
    }

    private static String oneLine(String value) {
        return value.replaceAll("\\s+", " ");
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
