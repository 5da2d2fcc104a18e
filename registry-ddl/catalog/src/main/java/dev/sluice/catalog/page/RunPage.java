package dev.sluice.catalog.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run and what the gate found in it.
 *
 * @param finishedAt null while it runs
 * @param bytes of the staged files
 * @param inputs what was read of each source
 * @param validation where the gate's whole answer lies; null when the gate has not judged it
 */
public record RunPage(
        RunRow run,
        long attempt,
        @Nullable String finishedAt,
        long bytes,
        long rowsPromoted,
        @Nullable Long tableVersion,
        Map<String, String> inputs,
        List<Finding> findings,
        @Nullable String validation)
        implements Page {
    /** What the gate found of an expectation. */
    public record Finding(
            String expectation, String severity, String result, String observed, long elements, long unexpected) {}
}
