package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.audit.AuditEvent;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Which versions are followed, in the database: a row for each switch. */
final class JdbcActivations {
    private static final String OF_PROJECT = SqlResource.of(JdbcActivations.class, "ofProject");
    private static final String INSERT = SqlResource.of(JdbcActivations.class, "insert");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcActivations(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    List<Activation> ofProject(String project) {
        return database.read("read the active versions of project " + project, handle -> ofProject(handle, project));
    }

    private static List<Activation> ofProject(Handle handle, String project) {
        return handle.createQuery(OF_PROJECT)
                .bind("project", project)
                .map(JdbcActivations::activation)
                .list();
    }

    /** Whoever draws a number first decides; the others then see what it wrote. */
    boolean activate(String project, Activation next, int seen) {
        return database.write("make " + next.view() + " the active version", handle -> {
            long sequence = Sequence.next(handle);
            Integer now = Activation.active(ofProject(handle, project))
                    .get(next.view().name());
            if (!Objects.equals(now, seen)) {
                return false;
            }
            insert(handle, project, next, sequence);
            audit.append(handle, project, AuditEvents.activated(next, now));
            return true;
        });
    }

    /** Makes active what applying a project makes so; returns what happened. */
    static List<AuditEvent> apply(Handle handle, String project, List<ViewId> declared, Instant now) {
        Map<String, Integer> active = Activation.active(ofProject(handle, project));
        List<Activation> next = Activation.applied(declared, active, now);
        next.forEach(activation -> insert(handle, project, activation, Sequence.next(handle)));
        return next.stream()
                .map(activation -> AuditEvents.activated(
                        activation, active.get(activation.view().name())))
                .toList();
    }

    private static void insert(Handle handle, String project, Activation activation, long sequence) {
        handle.createUpdate(INSERT)
                .bind("project", project)
                .bind("view", activation.view().name())
                .bind("sequence", sequence)
                .bind("version", activation.view().version())
                .bind("cause", activation.cause().name())
                .bind("activatedAt", EpochMicros.of(activation.at()))
                .execute();
    }

    private static Activation activation(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new Activation(
                new ViewId(row.text("view_name"), row.integer("version")),
                Activation.Cause.valueOf(row.text("cause")),
                row.instant("activated_at"));
    }
}
