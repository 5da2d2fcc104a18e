package dev.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Windows by DuckDB's finite frames, on the same two threads and the same files. */
final class DuckWindows implements Contender {
    @Override
    public String name() {
        return "duckdb frames";
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors() + "; SET TimeZone = 'UTC'");
            statement.execute("CREATE VIEW spine AS SELECT *, epoch_us(label_time) AS asked FROM read_parquet('"
                    + workload.spine() + "/*.parquet')");
            statement.execute(
                    "CREATE VIEW events AS SELECT * FROM read_parquet('" + workload.events() + "/*.parquet')");
            Files.createDirectories(answer);
            statement.execute("COPY (" + SqlFile.text("range-windows.sql") + ") TO '" + answer.resolve("answer.parquet")
                    + "' (FORMAT parquet)");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Cannot aggregate in DuckDB: " + e.getMessage(), e);
        }
    }
}
