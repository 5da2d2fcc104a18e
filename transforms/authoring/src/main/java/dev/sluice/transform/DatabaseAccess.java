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
import org.apache.spark.sql.types.StructType;
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
        options.putAll(source.options());
        if (comparesMoments()) {
            options.merge("sessionInitStatement", "SET TIME ZONE 'UTC'", (theirs, ours) -> theirs + "; " + ours);
            String moments = schemaOfMoments(options);
            if (!moments.isEmpty()) {
                options.merge("customSchema", moments, (theirs, ours) -> theirs + ", " + ours);
            }
        }
        return options;
    }

    /** Whether the moments of a filter reach the database as what they are, and not as local times. */
    boolean comparesMoments() {
        return source.path().startsWith("jdbc:postgresql:");
    }

    /**
     * Types for the columns that are moments, which Spark would take for local times of this machine; except those that the
     * source's options give a type.
     */
    private static String schemaOfMoments(Map<String, String> options) throws SQLException {
        scala.collection.immutable.Map<String, String> all = scala.collection.immutable.Map$.MODULE$.empty();
        for (Map.Entry<String, String> option : options.entrySet()) {
            all = all.updated(option.getKey(), option.getValue());
        }
        JDBCOptions access = new JDBCOptions(all);
        JdbcDialect dialect = JdbcDialects.get(access.url());
        List<String> given = given(options);
        List<String> moments = new ArrayList<>();
        try (Connection connection = dialect.createConnectionFactory(access).apply(-1);
                PreparedStatement query = connection.prepareStatement(dialect.getSchemaQuery(access.tableOrQuery()))) {
            ResultSetMetaData columns = query.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String name = columns.getColumnLabel(i);
                if (columns.getColumnTypeName(i).equals("timestamptz")
                        && given.stream().noneMatch(name::equalsIgnoreCase)) {
                    moments.add(QuotedName.of(name) + " TIMESTAMP");
                }
            }
        }
        return String.join(", ", moments);
    }

    /** The columns that have a type in the source's options. */
    private static List<String> given(Map<String, String> options) {
        String schema = options.get("customSchema");
        return schema == null ? List.of() : List.of(StructType.fromDDL(schema).fieldNames());
    }

    private void put(Map<String, String> options, String option) {
        String value = environment.apply(
                "SLUICE_SOURCE_" + source.name().toUpperCase(Locale.ROOT) + "_" + option.toUpperCase(Locale.ROOT));
        if (value != null) {
            options.put(option, value);
        }
    }
}
