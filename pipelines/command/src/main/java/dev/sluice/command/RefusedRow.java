package dev.sluice.command;

import org.jspecify.annotations.Nullable;

/**
 * A row for which a run was refused, or the reason alone where single rows are not to blame.
 *
 * @param ordinal the expectation's place among the run's results, from 0
 * @param columns the columns that it names
 * @param reason what the gate saw
 * @param keys a JSON object; null where there is no row
 * @param row a JSON object; null where there is no row
 */
public record RefusedRow(
        int ordinal,
        String type,
        String columns,
        String expectation,
        String severity,
        String reason,
        @Nullable String keys,
        @Nullable String row) {}
