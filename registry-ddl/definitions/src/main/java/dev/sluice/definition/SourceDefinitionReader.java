package dev.sluice.definition;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.problem.NearestName;
import dev.sluice.project.SourceRoots;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one source. */
final class SourceDefinitionReader {
    static final List<String> FORMATS =
            Arrays.stream(SourceFormat.values()).map(SourceFormat::toString).toList();

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
                                fields.texts("options"),
                                fields.metadata())));
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
