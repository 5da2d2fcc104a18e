package dev.sluice.definition;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.problem.NearestName;
import dev.sluice.project.SourceRoots;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one source. */
final class SourceDefinitionReader {
    static final List<String> FORMATS =
            Arrays.stream(SourceFormat.values()).map(SourceFormat::toString).toList();

    private static final Pattern SECRET = Pattern.compile("(?i)password|passwd|secret|token");

    private SourceDefinitionReader() {}

    static Optional<Source> read(Value value, SourceRoots roots) {
        return value.fields("a source", Keys.SOURCE).flatMap(fields -> {
            Optional<Source> source = read(fields);
            source.ifPresent(read -> requireInside(fields, read, roots));
            return source;
        });
    }

    private static void requireInside(Fields fields, Source source, SourceRoots roots) {
        roots.refusal(source.format(), source.path())
                .ifPresent(why -> fields.mistakes().add(fields.origin("path"), "Invalid path: " + why + "."));
        source.options()
                .keySet()
                .forEach(option -> SourceRoots.refusedOption(option)
                        .ifPresent(why -> fields.mistakes()
                                .add(fields.origin("options"), "Invalid option: '" + option + "': " + why + ".")));
    }

    private static Optional<Source> read(Fields fields) {
        Optional<String> name = fields.requiredText("source");
        Optional<String> path = fields.requiredText("path");
        Optional<String> eventTime = fields.requiredText("event_time");
        Optional<SourceFormat> format = fields.requiredText("format").flatMap(text -> format(fields, text));
        if (name.isEmpty() || path.isEmpty() || eventTime.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(fields.mistakes()
                .collect(
                        fields.origin(),
                        () -> new Source(
                                name.get(),
                                format.get(),
                                path.get(),
                                eventTime.get(),
                                options(fields, format.get(), path.get()),
                                columns(fields),
                                fields.metadata())));
    }

    /** The columns that are declared; those of a type that is none are left out. */
    private static List<Column> columns(Fields fields) {
        List<Column> columns = new ArrayList<>();
        fields.value("columns")
                .flatMap(Value::entries)
                .ifPresent(entries -> entries.forEach((name, type) -> type.text()
                        .ifPresent(text -> fields.mistakes()
                                .collect(type.origin(), () -> columns.add(new Column(name, ValueType.parse(text)))))));
        return columns;
    }

    /** A file that is shared holds no secrets. */
    private static Map<String, String> options(Fields fields, SourceFormat format, String path) {
        Map<String, String> options = fields.texts("options");
        String where = "Give user and password in the environment: SLUICE_SOURCE_"
                + fields.text("source").orElse("").toUpperCase(Locale.ROOT) + "_USER and ..._PASSWORD.";
        options.keySet().stream()
                .filter(option -> SECRET.matcher(option).find())
                .forEach(option -> fields.mistakes()
                        .add(
                                fields.origin("options"),
                                "The option '" + option + "' does not stand in a file that is shared. " + where));
        if (format == SourceFormat.JDBC && SECRET.matcher(path).find()) {
            fields.mistakes()
                    .add(fields.origin("path"), "A password does not stand in a file that is shared. " + where);
        }
        return options;
    }

    private static Optional<SourceFormat> format(Fields fields, String text) {
        Optional<SourceFormat> format = Arrays.stream(SourceFormat.values())
                .filter(known -> known.toString().equals(text))
                .findFirst();
        if (format.isEmpty()) {
            String hint = text.equals("kafka")
                    ? " Streams are not supported yet: land them in a Delta table."
                    : NearestName.hint(text, FORMATS);
            fields.mistakes().add(fields.origin("format"), "Unknown format '" + text + "'." + hint);
        }
        return format;
    }
}
