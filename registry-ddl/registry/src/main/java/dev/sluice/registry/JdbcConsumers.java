package dev.sluice.registry;

import dev.sluice.feature.Consumer;
import dev.sluice.feature.Consumer.Kind;
import dev.sluice.feature.FeatureService;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Who uses which service, in the database, as the newest definitions say. */
final class JdbcConsumers {
    private static final String OF_PROJECT = SqlResource.of(JdbcConsumers.class, "ofProject");
    private static final String DELETE = SqlResource.of(JdbcConsumers.class, "delete");
    private static final String INSERT = SqlResource.of(JdbcConsumers.class, "insert");

    private final Database database;

    JdbcConsumers(Database database) {
        this.database = database;
    }

    List<ServiceConsumer> ofProject(String project) {
        return database.read(
                "read the consumers of project " + project,
                handle -> handle.createQuery(OF_PROJECT)
                        .bind("project", project)
                        .map(JdbcConsumers::consumer)
                        .list());
    }

    static void replace(Handle handle, String project, List<FeatureService> services) {
        handle.createUpdate(DELETE).bind("project", project).execute();
        ServiceConsumer.of(services)
                .forEach(use -> handle.createUpdate(INSERT)
                        .bind("project", project)
                        .bind("service", use.service())
                        .bind("version", use.version())
                        .bind("name", use.consumer().name())
                        .bind("kind", use.consumer().kind().toString())
                        .bind("contact", use.consumer().contact())
                        .execute());
    }

    private static ServiceConsumer consumer(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new ServiceConsumer(
                row.text("service_name"),
                row.integer("service_version"),
                new Consumer(row.text("name"), Kind.parse(row.text("kind")), row.text("contact")));
    }
}
