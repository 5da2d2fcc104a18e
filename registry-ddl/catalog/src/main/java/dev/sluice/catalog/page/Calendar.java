package dev.sluice.catalog.page;

import java.util.List;
import java.util.Map;

/**
 * What became of each partition.
 *
 * @param states how many partitions there are of each state, of those shown
 * @param months the newest ones, the earliest first
 */
public record Calendar(Map<String, Integer> states, List<Month> months) {
    /** The states of a partition, as they are counted and coloured. */
    public static final List<String> STATES =
            List.of("promoted", "stale", "running", "quarantined", "failed", "missing");

    /**
     * A month, or of hourly views a day.
     *
     * @param title as {@code February 2001}, or {@code 2001-02-28}
     * @param blanks how many places are empty before its first cell
     */
    public record Month(String title, int blanks, List<Cell> cells) {}

    /**
     * A partition.
     *
     * @param label the day of the month, or the hour
     * @param state promoted, stale, running, quarantined, failed, missing, or future when it is not over yet
     * @param told what there is to say of it, in a line
     * @param run the run that says most of it; empty when none has begun
     */
    public record Cell(String partition, String label, String state, String told, String run) {}
}
