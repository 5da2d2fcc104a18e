package dev.sluice.registry;

import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.audit.AuditEvent;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Definitions in the database: a row for each revision. */
final class JdbcDefinitions {
    private static final String NEWEST = sql("newest");
    private static final String INSERT = sql("insert");
    private static final String RETIRE = sql("retire");
    private static final String REVISIONS = sql("revisions");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcDefinitions(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    List<RegisteredDefinition> newest(String project) {
        return database.read("read the definitions of project " + project, handle -> newest(handle, project));
    }

    private static List<RegisteredDefinition> newest(Handle handle, String project) {
        return RegisteredDefinition.sorted(handle.createQuery(NEWEST)
                .bind("project", project)
                .map(JdbcDefinitions::definition)
                .list());
    }

    List<Revision> revisions(String project, String view) {
        return database.read(
                "read the versions of " + view,
                handle -> handle.createQuery(REVISIONS)
                        .bind("project", project)
                        .bind("kind", DefinitionId.VIEW)
                        .bind("name", view)
                        .map((columns, context) ->
                                new Revision(columns.getInt("revision"), definition(columns, context)))
                        .list());
    }

    /** Registers the project, if the lease is still held at that moment. */
    ProjectPlan apply(Project project, Instant now, Consumer<List<RegisteredDefinition>> guard, Lease lease) {
        return database.write("apply project " + project.name(), handle -> {
            JdbcLeaseTable.pin(handle, lease);
            JdbcProjectLakes.applied(handle, project, audit.user(), now);
            List<RegisteredDefinition> known = newest(handle, project.name());
            guard.accept(known);
            ProjectPlan plan = ProjectPlan.between(known, project);
            Project recognized = RegisteredQueries.of(known).recognizedIn(project);
            write(handle, plan, recognized, now);
            JdbcConsumers.replace(handle, project.name(), project.services());
            List<AuditEvent> events = new ArrayList<>(AuditEvents.ofPlan(plan, known, fingerprints(recognized)));
            List<ViewId> declared =
                    project.views().stream().map(FeatureView::id).toList();
            events.addAll(JdbcActivations.apply(handle, project.name(), declared, now));
            audit.append(handle, project.name(), events);
            return plan;
        });
    }

    static Map<DefinitionId, String> fingerprints(Project project) {
        return project.definitions().stream().collect(Collectors.toMap(DefinitionId::of, Definition::fingerprint));
    }

    private static void write(Handle handle, ProjectPlan plan, Project project, Instant now) {
        Map<DefinitionId, RegisteredDefinition> declared = project.definitions().stream()
                .map(definition -> RegisteredDefinition.of(definition, now))
                .collect(Collectors.toMap(RegisteredDefinition::id, Function.identity()));
        for (Change change : plan.changes()) {
            if (change.action() == Change.Action.GONE) {
                retire(handle, project.name(), change.id(), now);
            } else if (change.isRegistered()) {
                insert(handle, project.name(), Objects.requireNonNull(declared.get(change.id())));
            }
        }
    }

    private static void insert(Handle handle, String project, RegisteredDefinition definition) {
        handle.createUpdate(INSERT)
                .bind("project", project)
                .bind("kind", definition.kind())
                .bind("name", definition.name())
                .bind("version", definition.version())
                .bind("fields", TextMapJson.write(definition.fields()))
                .bind("fingerprint", definition.fingerprint())
                .bind("registeredAt", EpochMicros.of(definition.registeredAt()))
                .execute();
    }

    private static void retire(Handle handle, String project, DefinitionId id, Instant now) {
        handle.createUpdate(RETIRE)
                .bind("project", project)
                .bind("kind", id.kind())
                .bind("name", id.name())
                .bind("version", id.version())
                .bind("retiredAt", EpochMicros.of(now))
                .execute();
    }

    private static RegisteredDefinition definition(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new RegisteredDefinition(
                row.text("kind"),
                row.text("name"),
                row.integer("version"),
                TextMapJson.read(row.text("fields")),
                row.text("fingerprint"),
                row.instant("registered_at"),
                row.optionalInstant("retired_at"));
    }

    private static String sql(String name) {
        return SqlResource.of(JdbcDefinitions.class, name);
    }
}
