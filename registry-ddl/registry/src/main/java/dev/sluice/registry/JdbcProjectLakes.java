package dev.sluice.registry;

import dev.sluice.project.Project;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Which lake each project's record is of, in the database. */
final class JdbcProjectLakes {
    private static final String FIND = SqlResource.of(JdbcProjectLakes.class, "find");
    private static final String UPSERT = SqlResource.of(JdbcProjectLakes.class, "upsert");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcProjectLakes(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    void require(Project project) {
        database.read("look up the lake of project " + project.name(), handle -> find(handle, project.name()))
                .ifPresent(known -> ProjectLake.require(known, project));
    }

    void adopt(Project project, Instant now) {
        database.write("adopt project " + project.name(), handle -> {
            String former = find(handle, project.name()).map(ProjectLake::lake).orElse(null);
            ProjectLake lake = ProjectLake.of(project, audit.user(), now);
            if (!lake.lake().equals(former)) {
                upsert(handle, project.name(), lake);
                audit.append(handle, project.name(), AuditEvents.adopted(project.name(), former, lake.lake()));
            }
            return lake;
        });
    }

    /** Keeps the lake of a project that is applied for the first time; refuses another one. */
    static void applied(Handle handle, Project project, String user, Instant now) {
        Optional<ProjectLake> known = find(handle, project.name());
        known.ifPresent(lake -> ProjectLake.require(lake, project));
        if (known.isEmpty()) {
            upsert(handle, project.name(), ProjectLake.of(project, user, now));
        }
    }

    private static Optional<ProjectLake> find(Handle handle, String project) {
        return handle.createQuery(FIND)
                .bind("project", project)
                .map(JdbcProjectLakes::lake)
                .findOne();
    }

    private static void upsert(Handle handle, String project, ProjectLake lake) {
        handle.createUpdate(UPSERT)
                .bind("project", project)
                .bind("lake", lake.lake())
                .bind("by", lake.by())
                .bind("at", EpochMicros.of(lake.at()))
                .execute();
    }

    private static ProjectLake lake(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new ProjectLake(row.text("lake"), row.text("declared_by"), row.instant("declared_at"));
    }
}
