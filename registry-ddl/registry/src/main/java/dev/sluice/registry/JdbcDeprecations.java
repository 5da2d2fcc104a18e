package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Versions that readers should leave, in the database: a row for each time that somebody said so. */
final class JdbcDeprecations {
    private static final String NEWEST = SqlResource.of(JdbcDeprecations.class, "newest");
    private static final String INSERT = SqlResource.of(JdbcDeprecations.class, "insert");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcDeprecations(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    List<Deprecation> ofProject(String project) {
        return database.read("read the deprecations of project " + project, handle -> ofProject(handle, project));
    }

    private static List<Deprecation> ofProject(Handle handle, String project) {
        return handle.createQuery(NEWEST).bind("project", project).map(JdbcDeprecations::deprecation).list().stream()
                .filter(deprecation -> deprecation.sunset() != null)
                .toList();
    }

    /** Whoever draws a number first decides; the others then see what it wrote. */
    boolean deprecate(String project, Deprecation next, @Nullable Deprecation seen) {
        return database.write("deprecate " + next.view(), handle -> {
            long sequence = Sequence.next(handle);
            Deprecation now = ofProject(handle, project).stream()
                    .filter(deprecation -> deprecation.view().equals(next.view()))
                    .findFirst()
                    .orElse(null);
            if (!Objects.equals(now, seen)) {
                return false;
            }
            insert(handle, project, next, sequence);
            audit.append(handle, project, AuditEvents.deprecated(next, now));
            return true;
        });
    }

    private static void insert(Handle handle, String project, Deprecation next, long sequence) {
        ViewId replacement = next.replacement();
        handle.createUpdate(INSERT)
                .bind("project", project)
                .bind("view", next.view().name())
                .bind("version", next.view().version())
                .bind("sequence", sequence)
                .bind("sunset", Row.micros(next.sunset()))
                .bind("reason", next.reason())
                .bind("replacement", replacement == null ? null : replacement.toString())
                .bind("by", next.by())
                .bind("at", EpochMicros.of(next.at()))
                .execute();
    }

    private static Deprecation deprecation(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        String replacement = row.optionalText("replacement");
        return new Deprecation(
                row.view(),
                row.optionalInstant("sunset"),
                row.text("reason"),
                replacement == null ? null : ViewId.parse(replacement),
                row.text("declared_by"),
                row.instant("declared_at"));
    }
}
