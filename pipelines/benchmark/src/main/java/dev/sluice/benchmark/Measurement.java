package dev.sluice.benchmark;

/**
 * What one join cost. Seconds of CPU are of this process; task seconds are Spark's tasks alone, 0 for others.
 *
 * @param round 0 is cold
 * @param answer a hash of the answer's rows, equal where the answers are
 */
record Measurement(String contender, Shape shape, int views, int round, Cost cost, String answer) {
    /**
     * Times in seconds, shuffled and spilled bytes in MB of a million.
     *
     * @param skew the rows of the largest task of the largest shuffle, as a multiple of the mean
     */
    record Cost(
            double wallSeconds,
            double cpuSeconds,
            double taskSeconds,
            double longestTaskSeconds,
            double shuffledMb,
            double spilledMb,
            int exchanges,
            int sorts,
            double skew) {}
}
