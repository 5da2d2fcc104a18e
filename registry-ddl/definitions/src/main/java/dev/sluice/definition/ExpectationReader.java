package dev.sluice.definition;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.OnFail;
import dev.sluice.expectation.Severity;
import dev.sluice.expectation.Suite;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.Origin;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads expectations, those in the view's own file and the suite {@code NAME.expectations.json} beside it, and what happens
 * when they are not met.
 */
final class ExpectationReader {
    static final List<String> SEVERITIES = Arrays.stream(Severity.values())
            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
            .toList();

    static final List<String> ON_FAIL =
            Arrays.stream(OnFail.values()).map(OnFail::toString).toList();

    private final Path folder;
    private final Mistakes mistakes;

    ExpectationReader(Path folder, Mistakes mistakes) {
        this.folder = folder;
        this.mistakes = mistakes;
    }

    /** @param columns the view's columns; empty when they are not known and so not checked */
    Suite read(Fields view, Path viewFile, List<String> columns) {
        return new Suite(
                expectations(view, viewFile, columns), new AnomalyReader(this::severity).read(view), onFail(view));
    }

    private OnFail onFail(Fields view) {
        String text = view.text("on_fail").orElse(OnFail.QUARANTINE.toString());
        if (!ON_FAIL.contains(text)) {
            mistakes.add(view.origin("on_fail"), "Unknown on_fail '" + text + "'." + NearestName.hint(text, ON_FAIL));
            return OnFail.QUARANTINE;
        }
        return OnFail.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private List<Expectation> expectations(Fields view, Path viewFile, List<String> columns) {
        List<Expectation> expectations = new ArrayList<>();
        SuiteParameters none = new SuiteParameters(Map.of(), mistakes);
        view.value("expectations")
                .flatMap(Value::list)
                .ifPresent(list -> expectations.addAll(all(list, columns, none)));
        String name = String.valueOf(viewFile.getFileName()).replaceFirst("\\.ya?ml$", ".expectations.json");
        Path suite = viewFile.resolveSibling(name);
        if (Files.exists(suite, LinkOption.NOFOLLOW_LINKS)) {
            YamlDocument.read(folder, suite, mistakes)
                    .flatMap(Value::entries)
                    .ifPresent(entries -> readSuite(entries, suite, expectations, columns));
        }
        return expectations;
    }

    private void readSuite(Map<String, Value> suite, Path file, List<Expectation> expectations, List<String> columns) {
        Value list = suite.get("expectations");
        if (list == null) {
            String shown = folder.relativize(file).toString().replace('\\', '/');
            mistakes.add(new Origin(shown, 1), "The key 'expectations' is missing in the suite.");
            return;
        }
        SuiteParameters parameters = SuiteParameters.of(suite, mistakes);
        list.list().ifPresent(values -> expectations.addAll(all(values, columns, parameters)));
    }

    private List<Expectation> all(List<Value> values, List<String> columns, SuiteParameters parameters) {
        return values.stream()
                .flatMap(
                        value -> value.entries().flatMap(entries -> read(value, entries, columns, parameters)).stream())
                .toList();
    }

    private Optional<Expectation> read(
            Value value, Map<String, Value> written, List<String> columns, SuiteParameters parameters) {
        Map<String, Value> entries = new LinkedHashMap<>(written);
        Value old = entries.remove("expectation_type");
        if (old != null) {
            entries.putIfAbsent("type", old);
        }
        Optional<String> shortly = shortType(entries);
        Value given = shortly.map(entries::remove).orElse(entries.get("kwargs"));
        Fields fields = Fields.of(value, "an expectation", entries, Keys.EXPECTATION);
        Optional<String> type = shortly.or(() -> fields.requiredText("type"));
        Severity severity = severity(fields, Severity.CRITICAL);
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        Optional.ofNullable(given)
                .flatMap(Value::entries)
                .ifPresent(arguments -> arguments.forEach((name, argument) -> {
                    kwargs.put(name, parameters.resolve(argument));
                    if (name.equals("column") && !type.equals(Optional.of("expect_column_to_exist"))) {
                        requireColumn(argument, columns);
                    }
                }));
        return type.map(text -> new Expectation(text, kwargs, severity, value.origin()));
    }

    /** The key of the short form, {@code expect_column_values_to_be_between: {column: delay, min_value: 0}}. */
    private static Optional<String> shortType(Map<String, Value> entries) {
        if (entries.containsKey("type") || entries.containsKey("kwargs")) {
            return Optional.empty();
        }
        return entries.keySet().stream()
                .filter(key -> key.startsWith("expect_") || key.equals("unexpected_rows_expectation"))
                .findFirst();
    }

    private Severity severity(Fields fields, Severity unsaid) {
        String text = fields.text("severity").orElse(unsaid.name().toLowerCase(Locale.ROOT));
        if (!SEVERITIES.contains(text)) {
            mistakes.add(
                    fields.origin("severity"), "Unknown severity '" + text + "'." + NearestName.hint(text, SEVERITIES));
            return Severity.CRITICAL;
        }
        return Severity.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private void requireColumn(Value argument, List<String> columns) {
        argument.text()
                .filter(name -> !columns.isEmpty() && !columns.contains(name) && !name.equals("event_time"))
                .ifPresent(name -> mistakes.add(
                        argument.origin(), "Unknown column '" + name + "'." + NearestName.hint(name, columns)));
    }
}
