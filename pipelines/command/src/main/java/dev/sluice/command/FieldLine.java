package dev.sluice.command;

import dev.sluice.registry.Change;
import dev.sluice.registry.FieldChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of a definition that differs, in one line, whatever its values hold. */
record FieldLine(String sign, String text) {
    private static final String SQL = "transform.sql";
    private static final String FORMER_SQL = "transform.former_sql";
    private static final int WIDTH = 60;
    private static final int COMMON = 15;

    static List<FieldLine> of(Change change) {
        return change.fields().stream()
                .filter(field -> !field.field().equals(FORMER_SQL))
                .map(field -> isReworded(field, change)
                        ? new FieldLine("~", SQL + ": written otherwise, means the same")
                        : of(field))
                .toList();
    }

    static Map<String, ?> json(FieldChange field) {
        return JsonDocument.of("field", field.field())
                .with("before", field.before())
                .with("after", field.after())
                .members();
    }

    private static boolean isReworded(FieldChange field, Change change) {
        return field.field().equals(SQL)
                && field.before() != null
                && field.after() != null
                && change.recompute().stream().noneMatch(why -> why.startsWith(SQL));
    }

    private static FieldLine of(FieldChange field) {
        String before = field.before();
        String after = field.after();
        if (before == null) {
            return new FieldLine("+", field.field() + ": " + shown(after, null));
        }
        return after == null
                ? new FieldLine("-", field.field() + ": " + shown(before, null))
                : new FieldLine("~", field.field() + ": " + shown(before, after) + " -> " + shown(after, before));
    }

    /** A value on one line; of a long one the place where it differs from the other. */
    private static String shown(@Nullable String value, @Nullable String other) {
        String line = oneLine(value);
        if (line.length() <= WIDTH) {
            return line;
        }
        int from = Math.max(0, common(line, oneLine(other)) - COMMON);
        int until = Math.min(line.length(), from + WIDTH);
        return (from > 0 ? "..." : "") + line.substring(from, until) + (until < line.length() ? "..." : "");
    }

    private static String oneLine(@Nullable String value) {
        return value == null ? "" : value.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
