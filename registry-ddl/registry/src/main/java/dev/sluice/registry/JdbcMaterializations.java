package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Materializations in the database. */
final class JdbcMaterializations {
    private static final String INSERT = SqlResource.of(JdbcMaterializations.class, "insert");
    private static final String LAST = SqlResource.of(JdbcMaterializations.class, "last");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcMaterializations(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    void record(MaterializationRecord record) {
        database.write("record the materialization of " + record.view(), handle -> {
            int inserted = insert(handle, record);
            audit.append(handle, record.project(), AuditEvents.materialized(record));
            return inserted;
        });
    }

    private static int insert(Handle handle, MaterializationRecord record) {
        return handle.createUpdate(INSERT)
                .bind("sequence", Sequence.next(handle))
                .bind("project", record.project())
                .bind("view", record.view().name())
                .bind("version", record.view().version())
                .bind("target", record.target())
                .bind("fromVersion", record.fromVersion())
                .bind("toVersion", record.toVersion())
                .bind("written", record.items().written())
                .bind("deleted", record.items().deleted())
                .bind("outdated", record.items().outdated())
                .bind("startedAt", EpochMicros.of(record.startedAt()))
                .bind("finishedAt", EpochMicros.of(record.finishedAt()))
                .execute();
    }

    Optional<MaterializationRecord> last(String project, ViewId view) {
        return database.read(
                "look up the last materialization of " + view,
                handle -> handle.createQuery(LAST)
                        .bind("project", project)
                        .bind("view", view.name())
                        .bind("version", view.version())
                        .map(JdbcMaterializations::materialization)
                        .findOne());
    }

    static MaterializationRecord materialization(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new MaterializationRecord(
                row.text("project"),
                row.view(),
                row.text("target"),
                row.number("from_version"),
                row.number("to_version"),
                new MaterializedItems(row.number("written"), row.number("deleted"), row.number("outdated")),
                row.instant("started_at"),
                row.instant("finished_at"));
    }
}
