package dev.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A query of DuckDB, on as many threads as there are cores.
 *
 * @param preparations the statements before it
 */
record DuckQuery(List<String> preparations, String query) {
    DuckQuery {
        preparations = List.copyOf(preparations);
    }

    /** Writes the answer as Parquet. */
    void writeTo(Path answer) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors() + "; SET TimeZone = 'UTC'");
            for (String preparation : preparations) {
                statement.execute(preparation);
            }
            Files.createDirectories(answer);
            statement.execute("COPY (" + query + ") TO '" + answer.resolve("answer.parquet") + "' (FORMAT parquet)");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Cannot query DuckDB: " + e.getMessage(), e);
        }
    }
}
