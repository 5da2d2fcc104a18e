package dev.sluice.gate;

import org.jspecify.annotations.Nullable;

/**
 * A row for which a run was refused, or, where single rows are not to blame, the reason alone.
 *
 * @param partition that was refused, 2001-03-05 or 2001-03-05T13
 * @param keys of the row, a JSON object
 * @param row a JSON object; values of persons are masked, long ones cut
 */
public record QuarantinedRow(
        String runId,
        String partition,
        BrokenExpectation broken,
        @Nullable String keys,
        @Nullable String row) {}
