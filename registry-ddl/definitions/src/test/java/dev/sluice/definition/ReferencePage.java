package dev.sluice.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Every key of a project's files as a page of Markdown, from the JSON Schema that editors use. */
final class ReferencePage {
    private static final Map<String, String> PATTERNS = Map.of(
            "^[A-Za-z_][A-Za-z0-9_]{0,127}$",
            "name",
            "^\\d{1,12}\\s*(us|ms|s|m|h|d)$",
            "time span",
            "^(int|long|float|double|boolean|string|bytes|timestamp|date|decimal\\(\\d{1,2},\\s*\\d{1,2}\\)|array<.+>)$",
            "type",
            "^(int|long|float|double|boolean|string|timestamp|date|decimal\\(\\d{1,2},\\s*\\d{1,2}\\))$",
            "type, but bytes and arrays",
            "^\\d{1,9} ?(B|KB|MB|GB|TB)?$",
            "size");

    private final StringBuilder page = new StringBuilder();

    /** Adds the keys of a file. */
    ReferencePage with(String title, String before, JsonNode schema) {
        page.append("## ").append(title).append("\n\n").append(before).append("\n\n");
        page.append("| key | value | |\n|---|---|---|\n");
        rows("", schema.path("type").asText().equals("array") ? schema.path("items") : schema);
        page.append('\n');
        return this;
    }

    private void rows(String prefix, JsonNode object) {
        List<String> required = texts(object.path("required"));
        object.path("properties").fields().forEachRemaining(property -> {
            String key = prefix + property.getKey();
            JsonNode value = property.getValue();
            page.append("| `").append(key).append('`');
            page.append(required.contains(property.getKey()) ? " (needed)" : "");
            page.append(" | ").append(cell(kind(value)));
            page.append(" | ").append(cell(value.path("description").asText())).append(" |\n");
            below(key, value);
        });
    }

    private void below(String key, JsonNode value) {
        rows(key + ".", value);
        rows(key + "[].", value.path("items"));
        rows(key + ".NAME.", value.path("additionalProperties"));
        value.path("oneOf").forEach(choice -> below(key, choice));
    }

    private static String kind(JsonNode value) {
        if (value.has("enum")) {
            return alternatives(value.path("enum"));
        }
        if (value.has("oneOf")) {
            return StreamSupport.stream(value.path("oneOf").spliterator(), false)
                    .map(ReferencePage::kind)
                    .collect(Collectors.joining(", or "));
        }
        if (value.has("pattern")) {
            String pattern = value.path("pattern").asText();
            return Objects.requireNonNullElse(PATTERNS.get(pattern), "text: `" + pattern + "`");
        }
        return switch (value.path("type").asText()) {
            case "array" -> "list of " + kind(value.path("items"));
            case "object" -> map(value);
            case "string" -> "text";
            case "boolean" -> "true, false";
            case "integer" -> "whole number" + bounds(value);
            case "number" -> "number" + bounds(value);
            default -> value.path("type").isArray() ? alternatives(value.path("type")) : "anything";
        };
    }

    private static String map(JsonNode value) {
        JsonNode values = value.path("additionalProperties");
        return values.isObject()
                ? "names, each with: " + kind(values)
                : value.has("properties") ? "keys" : "names with values";
    }

    private static String bounds(JsonNode value) {
        List<String> bounds = new ArrayList<>();
        Map.of("minimum", "at least ", "exclusiveMinimum", "above ", "maximum", "at most ").entrySet().stream()
                .filter(bound -> value.has(bound.getKey()))
                .map(bound -> bound.getValue() + value.path(bound.getKey()).asText())
                .sorted(java.util.Comparator.comparing((String text) -> text.startsWith("at most")))
                .forEach(bounds::add);
        return bounds.isEmpty() ? "" : " " + String.join(" and ", bounds);
    }

    private static String alternatives(JsonNode list) {
        return String.join(", ", texts(list));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What stands in a cell of a table: a bar would end it. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    @Override
    public String toString() {
        return page.toString().strip() + "\n";
    }
}
