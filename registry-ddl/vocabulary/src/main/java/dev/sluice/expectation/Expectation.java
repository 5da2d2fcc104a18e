package dev.sluice.expectation;

import dev.sluice.problem.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One expectation in the vocabulary of Great Expectations: its type, {@code expect_column_values_to_not_be_null}, and
 * its arguments as JSON values (String, Boolean, Number, List, Map, null).
 */
public record Expectation(
        String type,
        Map<String, @Nullable Object> kwargs,
        Severity severity,
        @Nullable Origin origin) {
    public Expectation {
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }

    /** Type and arguments in one line, for people: {@code expect_...(column=delay, min_value=0)}. */
    public String summary() {
        return kwargs.entrySet().stream()
                .map(argument -> argument.getKey() + "=" + argument.getValue())
                .collect(Collectors.joining(", ", type + "(", ")"));
    }
}
