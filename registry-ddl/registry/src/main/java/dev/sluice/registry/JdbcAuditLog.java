package dev.sluice.registry;

import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditEvent;
import dev.sluice.registry.audit.AuditHead;
import dev.sluice.registry.audit.AuditObject;
import dev.sluice.registry.audit.AuditQuery;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The audit logs in the database. Entries are added by the transactions that they tell of, as the last thing that those do. */
final class JdbcAuditLog {
    private static final String COUNT = sql("count");
    private static final String LENGTH = sql("length");
    private static final String HASH = sql("hash");
    private static final String INSERT = sql("insert");
    private static final String FOLLOWING = sql("following");
    private static final String MATCHING = sql("matching");

    private final Database database;
    private final Clock clock;
    private final String user;

    /** @param user who asks */
    JdbcAuditLog(Database database, Clock clock, String user) {
        this.database = database;
        this.clock = clock;
        this.user = user;
    }

    String user() {
        return user;
    }

    void append(Handle handle, String project, AuditEvent event) {
        append(handle, project, List.of(event));
    }

    void append(Handle handle, String project, List<AuditEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        AuditHead last = grown(handle, project, events.size());
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (AuditEvent event : events) {
            AuditEntry entry = AuditEntry.chained(project, last, clock.instant(), user, event);
            bind(batch, entry);
            last = entry.head();
        }
        batch.execute();
    }

    /** Makes room for entries; returns what they follow. */
    private static AuditHead grown(Handle handle, String project, int added) {
        long length = handle.createQuery(COUNT)
                .bind("project", project)
                .bind("added", added)
                .mapTo(Long.class)
                .one();
        long last = length - added;
        return handle.createQuery(HASH)
                .bind("project", project)
                .bind("ordinal", last)
                .mapTo(String.class)
                .findOne()
                .map(hash -> new AuditHead(last, hash))
                .orElseGet(() -> new AuditHead(last, AuditEntry.NONE_BEFORE));
    }

    private static void bind(PreparedBatch batch, AuditEntry entry) {
        AuditEvent event = entry.event();
        batch.bind("project", entry.project())
                .bind("ordinal", entry.ordinal())
                .bind("recordedAt", EpochMicros.of(entry.at()))
                .bind("actor", entry.by())
                .bind("action", event.action())
                .bind("kind", event.object().kind())
                .bind("name", event.object().name())
                .bind("version", event.object().version())
                .bind("before", event.before())
                .bind("after", event.after())
                .bind("details", event.details())
                .bind("previousHash", entry.previous())
                .bind("hash", entry.hash())
                .add();
    }

    long length(String project) {
        return database.read(
                "read the length of the audit log of project " + project,
                handle -> handle.createQuery(LENGTH)
                        .bind("project", project)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    List<AuditEntry> following(String project, long after, int limit) {
        return database.read(
                "read the audit log of project " + project,
                handle -> handle.createQuery(FOLLOWING)
                        .bind("project", project)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(JdbcAuditLog::entry)
                        .list());
    }

    List<AuditEntry> matching(String project, AuditQuery query) {
        return database.read(
                "read the audit log of project " + project,
                handle -> handle.createQuery(MATCHING)
                        .bind("project", project)
                        .bind("name", query.name())
                        .bind("version", query.version())
                        .bind("from", Row.micros(query.from()))
                        .bind("until", Row.micros(query.until()))
                        .bind("limit", query.limit())
                        .map(JdbcAuditLog::entry)
                        .list());
    }

    private static AuditEntry entry(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new AuditEntry(
                row.text("project"),
                row.number("ordinal"),
                row.instant("recorded_at"),
                row.text("actor"),
                new AuditEvent(
                        row.text("action"),
                        new AuditObject(row.text("kind"), row.text("name"), version(row)),
                        row.optionalText("content_before"),
                        row.optionalText("content_after"),
                        row.text("details")),
                row.text("previous_hash"),
                row.text("hash"));
    }

    private static @Nullable Integer version(Row row) throws SQLException {
        Long version = row.optionalNumber("version");
        return version == null ? null : Integer.valueOf(version.intValue());
    }

    private static String sql(String name) {
        return SqlResource.of(JdbcAuditLog.class, name);
    }
}
