package dev.sluice.definition;

import dev.sluice.problem.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a document and where it stands. Each reading of it as something that it is not is a mistake and gives
 * nothing.
 */
final class Value {
    /** A number of JSON that YAML 1.1 takes for a text. */
    private static final Pattern JSON_EXPONENT = Pattern.compile("-?\\d{1,18}(\\.\\d+)?[eE][-+]?\\d{1,4}");

    private final Node node;
    private final String file;
    private final Mistakes mistakes;

    Value(Node node, String file, Mistakes mistakes) {
        this.node = node;
        this.file = file;
        this.mistakes = mistakes;
    }

    Origin origin() {
        return new Origin(file, node.getStartMark().getLine() + 1);
    }

    Mistakes mistakes() {
        return mistakes;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** A scalar's text as it is written, whatever YAML would make of it. */
    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !isNull()) {
            return Optional.of(scalar.getValue()).filter(this::isShowable);
        }
        return expected("a text");
    }

    /** What is shown on a terminal must not steer it. */
    private boolean isShowable(String text) {
        OptionalInt control = text.chars()
                .filter(letter -> Character.isISOControl(letter) && !Character.isWhitespace(letter))
                .findFirst();
        control.ifPresent(letter -> mistakes.add(
                origin(), "Invalid text: it holds the control character U+%04X. Leave it out.".formatted(letter)));
        return control.isEmpty();
    }

    Optional<Integer> integer() {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("\\d{1,9}")) {
            return Optional.of(Integer.parseInt(scalar.getValue()));
        }
        return expected("a whole number");
    }

    /** A number that is not negative. */
    Optional<Double> number() {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("\\d{1,15}(\\.\\d{1,15})?")) {
            return Optional.of(Double.parseDouble(scalar.getValue()));
        }
        return expected("a number of at least 0");
    }

    Optional<Boolean> bool() {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("true|false")) {
            return Optional.of(scalar.getValue().equals("true"));
        }
        return expected("true or false");
    }

    Optional<List<Value>> list() {
        if (node instanceof SequenceNode sequence) {
            return Optional.of(sequence.getValue().stream().map(this::child).toList());
        }
        return expected("a list");
    }

    /** The entries of a mapping by key, in order; a key that is there twice or is not a text is a mistake. */
    Optional<Map<String, Value>> entries() {
        if (!(node instanceof MappingNode mapping)) {
            return expected("a mapping of keys to values");
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Value key = child(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
                mistakes.add(key.origin(), "A key must be a text.");
            } else if (entries.put(scalar.getValue(), child(entry.getValueNode())) != null) {
                mistakes.add(key.origin(), "The key '" + scalar.getValue() + "' is there twice.");
            }
        }
        return Optional.of(entries);
    }

    /** The text of a mapping's key, if there is one; what is wrong with it is not looked at. */
    Optional<String> peek(String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .filter(ScalarNode.class::isInstance)
                .map(value -> ((ScalarNode) value).getValue())
                .findFirst();
    }

    /** A mapping of which these keys are known; every other is a mistake. */
    Optional<Fields> fields(String what, List<String> known) {
        return entries().map(entries -> Fields.of(this, what, entries, known));
    }

    /** The value as JSON: text, number, boolean, list, map or null. */
    @Nullable
    Object json() {
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.getValue().forEach(element -> list.add(child(element).json()));
            return list;
        }
        if (node instanceof MappingNode) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries().orElse(Map.of()).forEach((key, value) -> map.put(key, value.json()));
            return map;
        }
        return scalar((ScalarNode) node);
    }

    private @Nullable Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (isNull()) {
            return null;
        }
        if (tag.equals(Tag.BOOL) && text.matches("(?i)true|false")) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        if (scalar.isPlain() && JSON_EXPONENT.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
            return Double.valueOf(text);
        }
        if (tag.equals(Tag.FLOAT) && text.matches("[-+]?[0-9.]+([eE][-+]?\\d+)?")) {
            return Double.valueOf(text);
        }
        return text;
    }

    private boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    private Value child(Node child) {
        return new Value(child, file, mistakes);
    }

    private <T> Optional<T> expected(String what) {
        mistakes.add(origin(), "Invalid value: expected " + what + ", found " + described() + ".");
        return Optional.empty();
    }

    private String described() {
        if (isNull()) {
            return "nothing";
        }
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
