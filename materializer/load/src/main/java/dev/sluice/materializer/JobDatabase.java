package dev.sluice.materializer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where the job keeps its executions and positions; its tables are made when they are absent. */
public interface JobDatabase {
    /** A new connection, which the caller closes. */
    Connection connect() throws SQLException;

    /** A SQLite file, made when it is absent. Processes may share it. */
    static JobDatabase file(Path file) {
        return new SqliteJobDatabase(file);
    }

    /** A database that Spring Batch knows, such as PostgreSQL. */
    static JobDatabase of(DataSource source) {
        return source::getConnection;
    }
}
