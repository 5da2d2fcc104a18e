package dev.sluice.transform;

import dev.sluice.feature.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.jspecify.annotations.Nullable;

/**
 * How a database that is a source is reached. User and password come from the environment, or from system properties of the
 * same names: {@code SLUICE_SOURCE_NAME_USER} and {@code SLUICE_SOURCE_NAME_PASSWORD}.
 */
record DatabaseAccess(Source source, UnaryOperator<@Nullable String> environment) {
    static DatabaseAccess of(Source source) {
        return new DatabaseAccess(source, name -> {
            String set = System.getenv(name);
            return set == null ? System.getProperty(String.valueOf(name)) : set;
        });
    }

    /**
     * Spark's options, with those of the source. A time without a zone is read as what it says and a time with one as the
     * moment that it is, whatever this machine's zone is.
     *
     * @throws SQLException if the database does not tell its columns
     */
    Map<String, String> options() throws SQLException {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.put("url", source.path());
        options.put("preferTimestampNTZ", "true");
        put(options, "user");
        put(options, "password");
        if (comparesMoments()) {
            options.put("sessionInitStatement", "SET TIME ZONE 'UTC'");
        }
        options.putAll(source.options());
        if (comparesMoments() && !options.containsKey("customSchema")) {
            options.putAll(schemaOfMoments(options));
        }
        return options;
    }

    /** Whether the moments of a filter reach the database as what they are, and not as local times. */
    boolean comparesMoments() {
        return source.path().startsWith("jdbc:postgresql:");
    }

    /** Types for the columns that are moments, which Spark would take for local times of this machine. */
    private static Map<String, String> schemaOfMoments(Map<String, String> options) throws SQLException {
        scala.collection.immutable.Map<String, String> all = scala.collection.immutable.Map$.MODULE$.empty();
        for (Map.Entry<String, String> option : options.entrySet()) {
            all = all.updated(option.getKey(), option.getValue());
        }
        JDBCOptions access = new JDBCOptions(all);
        JdbcDialect dialect = JdbcDialects.get(access.url());
        List<String> moments = new ArrayList<>();
        try (Connection connection = dialect.createConnectionFactory(access).apply(-1);
                PreparedStatement query = connection.prepareStatement(dialect.getSchemaQuery(access.tableOrQuery()))) {
            ResultSetMetaData columns = query.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (columns.getColumnTypeName(i).equals("timestamptz")) {
                    moments.add(QuotedName.of(columns.getColumnLabel(i)) + " TIMESTAMP");
                }
            }
        }
        return moments.isEmpty() ? Map.of() : Map.of("customSchema", String.join(", ", moments));
    }

    private void put(Map<String, String> options, String option) {
        String value = environment.apply(
                "SLUICE_SOURCE_" + source.name().toUpperCase(Locale.ROOT) + "_" + option.toUpperCase(Locale.ROOT));
        if (value != null) {
            options.put(option, value);
        }
    }
}
