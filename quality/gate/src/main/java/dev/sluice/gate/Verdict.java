package dev.sluice.gate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gate's answer about the rows of one partition.
 *
 * @param accepted whether they may be promoted: no critical expectation failed
 * @param results of the gate's own checks, then of the view's expectations in their order
 */
public record Verdict(boolean accepted, List<ExpectationResult> results) {
    public Verdict {
        results = List.copyOf(results);
    }

    static Verdict of(List<ExpectationResult> results) {
        return new Verdict(results.stream().noneMatch(ExpectationResult::forbids), results);
    }

    /** One sentence without a full stop: {@code 1 of 3 expectations failed (avg_delay_7d >= -60: 12 rows)}. */
    public String summary() {
        List<ExpectationResult> failed =
                results.stream().filter(result -> !result.success()).toList();
        if (failed.isEmpty()) {
            return "all " + results.size() + " expectations met";
        }
        String reasons = Stream.concat(
                        failed.stream().filter(ExpectationResult::forbids).map(ExpectationResult::shortly),
                        failed.stream().filter(result -> !result.forbids()).map(Verdict::withSeverity))
                .collect(Collectors.joining("; "));
        return failed.size() + " of " + results.size() + " expectations failed (" + reasons + ")";
    }

    private static String withSeverity(ExpectationResult result) {
        return result.severity().name().toLowerCase(java.util.Locale.ROOT) + ": " + result.shortly();
    }
}
