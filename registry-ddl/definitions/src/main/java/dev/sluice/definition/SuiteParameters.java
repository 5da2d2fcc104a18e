package dev.sluice.definition;

import dev.sluice.problem.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a suite, which its arguments name as {@code {"$PARAMETER": "name"}}. */
record SuiteParameters(Map<String, Value> values, Mistakes mistakes) {
    private static final String REFERENCE = "$PARAMETER";

    /** Those under {@code suite_parameters}, or, in older suites, {@code evaluation_parameters}. */
    static SuiteParameters of(Map<String, Value> suite, Mistakes mistakes) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String key : List.of("evaluation_parameters", "suite_parameters")) {
            Value given = suite.get(key);
            if (given != null && given.isMapping()) {
                given.entries().ifPresent(values::putAll);
            }
        }
        return new SuiteParameters(values, mistakes);
    }

    /** The argument's value; a reference to a parameter that is not there is a mistake and gives null. */
    @Nullable
    Object resolve(Value argument) {
        String name = argument.isMapping() ? argument.peek(REFERENCE).orElse(null) : null;
        if (name == null) {
            return argument.json();
        }
        Value value = values.get(name);
        if (value == null) {
            mistakes.add(
                    argument.origin(),
                    "Unknown suite parameter '" + name + "'." + NearestName.hint(name, values.keySet()));
            return null;
        }
        return value.json();
    }
}
