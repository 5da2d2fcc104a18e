package dev.sluice.registry;

import dev.sluice.registry.BackfillRecord.Approval;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Backfills in the database. */
final class JdbcBackfills {
    private static final String UPSERT = SqlResource.of(JdbcBackfills.class, "upsert");
    private static final String ADVANCE = SqlResource.of(JdbcBackfills.class, "advance");
    private static final String OF_PROJECT = SqlResource.of(JdbcBackfills.class, "ofProject");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcBackfills(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    void record(BackfillRecord record) {
        database.write("record backfill " + record.planHash(), handle -> {
            long sequence = Sequence.next(handle);
            BackfillRecord before = find(handle, record);
            int written = upsert(handle, record, sequence);
            audit.append(handle, record.project(), AuditEvents.ofBackfill(before, record));
            return written;
        });
    }

    private static @Nullable BackfillRecord find(Handle handle, BackfillRecord wanted) {
        return ofProject(handle, wanted.project()).stream()
                .filter(backfill -> backfill.planHash().equals(wanted.planHash()))
                .findFirst()
                .orElse(null);
    }

    private static int upsert(Handle handle, BackfillRecord record, long sequence) {
        Approval approval = record.approval();
        return handle.createUpdate(UPSERT)
                .bind("project", record.project())
                .bind("planHash", record.planHash())
                .bind("sequence", sequence)
                .bind("plan", record.plan())
                .bind("state", record.state().name())
                .bind("requestedBy", record.requestedBy())
                .bind("requestedAt", EpochMicros.of(record.requestedAt()))
                .bind("approvedBy", approval == null ? null : approval.by())
                .bind("approvedAt", approval == null ? null : EpochMicros.of(approval.at()))
                .bind("updatedAt", EpochMicros.of(record.updatedAt()))
                .execute();
    }

    boolean advance(BackfillRecord seen, BackfillState next, Instant at) {
        return database.write(
                "record that backfill " + seen.planHash() + " is " + next, handle -> advance(handle, seen, next, at));
    }

    private boolean advance(Handle handle, BackfillRecord seen, BackfillState next, Instant at) {
        boolean advanced = handle.createUpdate(ADVANCE)
                        .bind("project", seen.project())
                        .bind("planHash", seen.planHash())
                        .bind("seen", seen.state().name())
                        .bind("state", next.name())
                        .bind("updatedAt", EpochMicros.of(at))
                        .execute()
                == 1;
        if (advanced) {
            audit.append(handle, seen.project(), AuditEvents.ofBackfill(seen, seen.in(next, at)));
        }
        return advanced;
    }

    List<BackfillRecord> ofProject(String project) {
        return database.read("read the backfills of project " + project, handle -> ofProject(handle, project));
    }

    private static List<BackfillRecord> ofProject(Handle handle, String project) {
        return handle.createQuery(OF_PROJECT)
                .bind("project", project)
                .map(JdbcBackfills::backfill)
                .list();
    }

    private static BackfillRecord backfill(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new BackfillRecord(
                row.text("project"),
                row.text("plan_hash"),
                row.text("plan"),
                BackfillState.valueOf(row.text("state")),
                row.text("requested_by"),
                row.instant("requested_at"),
                approval(row),
                row.instant("updated_at"));
    }

    private static @Nullable Approval approval(Row row) throws SQLException {
        String by = row.optionalText("approved_by");
        Instant at = row.optionalInstant("approved_at");
        return by == null || at == null ? null : new Approval(by, at);
    }
}
