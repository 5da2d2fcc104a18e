package dev.sluice.benchmark;

import java.nio.file.Path;

/**
 * The data that one comparison runs on.
 *
 * @param folder where its Parquet files lie
 * @param labels how many labels the spine has
 * @param rows how many rows each view has
 * @param keys how many keys there are
 * @param hotShare the share of all labels and rows that one key has, 0 to 1
 */
record Workload(Path folder, long labels, long rows, long keys, double hotShare) {
    static final int FEATURES = 13;
    static final int TTL_DAYS = 7;

    String spine() {
        return folder.resolve("spine").toString();
    }

    String view(int number) {
        return folder.resolve("view_" + number).toString();
    }

    String events() {
        return folder.resolve("events").toString();
    }
}
