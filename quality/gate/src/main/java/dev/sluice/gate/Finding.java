package dev.sluice.gate;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found: see {@link ExpectationResult}.
 *
 * @param details the members of {@code result} in Great Expectations' validation results
 */
record Finding(
        boolean success,
        String observed,
        long elementCount,
        long unexpectedCount,
        Map<String, @Nullable Object> details) {
    Finding {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Of {@code rows} rows those that count are expected or not; success asks for a share of them. */
    static Finding ofRows(Answer.Counts counts, long rows, BigDecimal mostly) {
        long unexpected = counts.counted() - counts.matching();
        long missing = rows - counts.counted();
        BigDecimal least = mostly.multiply(BigDecimal.valueOf(counts.counted()));
        boolean success = BigDecimal.valueOf(counts.matching()).compareTo(least) >= 0;
        String left = missing == 0 ? "" : ", " + missing + " missing";
        String observed = unexpected + " of " + counts.counted() + " values unexpected" + left;
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("element_count", rows);
        details.put("unexpected_count", unexpected);
        details.put("unexpected_percent", percent(unexpected, counts.counted()));
        details.put("partial_unexpected_list", List.of());
        details.put("missing_count", missing);
        details.put("missing_percent", percent(missing, rows));
        details.put("unexpected_percent_total", percent(unexpected, rows));
        details.put("unexpected_percent_nonmissing", percent(unexpected, counts.counted()));
        return new Finding(success, observed, rows, unexpected, details);
    }

    /** One value of the table or of a column was seen; null where there is none. */
    static Finding ofValue(boolean success, @Nullable Object value, long rows) {
        return ofValue(success, value, value == null ? "no value" : value.toString(), rows);
    }

    static Finding ofValue(boolean success, @Nullable Object value, String observed, long rows) {
        return new Finding(success, observed, rows, 0, Collections.singletonMap("observed_value", value));
    }

    Finding withDetails(Map<String, ?> more) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(details);
        all.put("details", more);
        return new Finding(success, observed, elementCount, unexpectedCount, all);
    }

    /** Of so many rows. */
    Finding withElements(long rows) {
        return new Finding(success, observed, rows, unexpectedCount, details);
    }

    private static @Nullable Double percent(long part, long whole) {
        return whole == 0 ? null : 100.0 * part / whole;
    }
}
