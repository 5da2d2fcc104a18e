package dev.sluice.registry;

/**
 * The size of a run.
 *
 * @param bytesStaged the size of the staged files
 * @param seconds from its start to its end; 0 until it has ended
 */
public record RunMeasures(long rowsStaged, long bytesStaged, long rowsPromoted, double seconds) {
    public static final RunMeasures NONE = new RunMeasures(0, 0, 0, 0);

    RunMeasures withStaged(long rows, long bytes) {
        return new RunMeasures(rows, bytes, rowsPromoted, seconds);
    }

    RunMeasures withPromoted(long rows) {
        return new RunMeasures(rowsStaged, bytesStaged, rows, seconds);
    }

    RunMeasures withSeconds(double taken) {
        return new RunMeasures(rowsStaged, bytesStaged, rowsPromoted, taken);
    }
}
