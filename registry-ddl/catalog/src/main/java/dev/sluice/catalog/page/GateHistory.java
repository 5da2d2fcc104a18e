package dev.sluice.catalog.page;

import java.util.List;

/**
 * What the gate said of the newest judged runs.
 *
 * @param runs the earliest first
 */
public record GateHistory(List<JudgedRun> runs, List<Row> expectations) {
    /** A run that the gate has judged. */
    public record JudgedRun(String run, String partition, String state) {}

    /**
     * An expectation and what came of it in each run.
     *
     * @param results of each run passed, failed, warned (not a critical one), error, or nothing where it was not checked
     * @param observed what was seen last
     */
    public record Row(String expectation, String severity, List<String> results, String observed) {}
}
