package dev.sluice.benchmark;

/**
 * The sizes of a workload.
 *
 * @param labels how many labels the spine has
 * @param rows how many rows each view has
 * @param keys how many keys there are
 * @param hotShare the share of all labels and rows that one key has, 0 to 1
 */
record Shape(long labels, long rows, long keys, double hotShare) {
    /** The same with more or fewer labels, rows and keys. */
    Shape times(double scale) {
        return new Shape(
                Math.round(labels * scale), Math.round(rows * scale), Math.max(1, Math.round(keys * scale)), hotShare);
    }

    Shape withHotShare(double share) {
        return new Shape(labels, rows, keys, share);
    }

    /** As the name of a folder. */
    @Override
    public String toString() {
        return "%d-labels-%d-rows-%d-keys-%.3f-hot".formatted(labels, rows, keys, hotShare);
    }
}
