package dev.sluice.materializer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Spring Batch's tables, made by the script that its jar holds for the database. */
final class JobTables {
    private static final String FIRST_TABLE = "BATCH_JOB_INSTANCE";

    private JobTables() {}

    /** Makes the tables when they are absent, all or none; another process may do so at the same time. */
    static void prepare(Connection connection) throws SQLException {
        if (arePresent(connection)) {
            return;
        }
        try {
            inOneTransaction(connection);
        } catch (ScriptException | SQLException e) {
            if (!arePresent(connection)) {
                throw e;
            }
        }
    }

    private static void inOneTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            ScriptUtils.executeSqlScript(connection, script(connection));
            connection.commit();
        } catch (ScriptException | SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static EncodedResource script(Connection connection) throws SQLException {
        String database = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return new EncodedResource(new ClassPathResource(
                "/org/springframework/batch/core/schema-" + database + ".sql", JobRepository.class));
    }

    private static boolean arePresent(Connection connection) throws SQLException {
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), null, new String[] {"TABLE"})) {
            while (tables.next()) {
                if (FIRST_TABLE.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }
}
