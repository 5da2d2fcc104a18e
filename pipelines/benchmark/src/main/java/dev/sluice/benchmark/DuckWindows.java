package dev.sluice.benchmark;

import java.nio.file.Path;
import java.util.List;

/** Windows by DuckDB's finite frames, on the same two threads and the same files. */
final class DuckWindows implements Contender {
    @Override
    public String name() {
        return "duckdb frames";
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        String spine = "CREATE VIEW spine AS SELECT *, epoch_us(label_time) AS asked FROM read_parquet('"
                + workload.spine() + "/*.parquet')";
        String events = "CREATE VIEW events AS SELECT * FROM read_parquet('" + workload.events() + "/*.parquet')";
        new DuckQuery(List.of(spine, events), SqlFile.text("range-windows.sql")).writeTo(answer);
    }
}
