package dev.sluice.benchmark;

import java.nio.file.Path;

/** The Parquet files that one comparison runs on. */
record Workload(Path folder, Shape shape) {
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
