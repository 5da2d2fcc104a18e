package dev.sluice.backfill;

/**
 * How much of their sources partitions read.
 *
 * @param bytes as often as they are read
 */
record InputSize(double bytes, double rows) {
    static final InputSize NONE = new InputSize(0, 0);

    InputSize plus(InputSize other) {
        return new InputSize(bytes + other.bytes, rows + other.rows);
    }
}
