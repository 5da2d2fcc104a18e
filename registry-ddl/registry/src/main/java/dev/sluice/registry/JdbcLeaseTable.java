package dev.sluice.registry;

import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Leases in the database. A change is made only to the row that was seen, so that of several processes one wins. */
final class JdbcLeaseTable implements LeaseTable {
    private static final String FIND = sql("find");
    private static final String INSERT = sql("insert");
    private static final String REPLACE = sql("replace");
    private static final String RENEW = sql("renew");
    private static final String RELEASE = sql("release");
    private static final String PIN = sql("pin");

    private final Database database;

    JdbcLeaseTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<LeaseRow> find(String resource) {
        return database.read(
                "look up the lease " + resource,
                handle -> handle.createQuery(FIND)
                        .bind("resource", resource)
                        .map(JdbcLeaseTable::row)
                        .findOne());
    }

    @Override
    public boolean insert(LeaseRow first) {
        return changed("take the lease " + first.resource(), handle -> bound(handle.createUpdate(INSERT), first));
    }

    @Override
    public boolean replace(LeaseRow seen, LeaseRow next) {
        return changed(
                "take the lease " + next.resource(),
                handle -> bound(handle.createUpdate(REPLACE), next)
                        .bind("seenFence", seen.fence())
                        .bind("seenExpiresAt", EpochMicros.of(seen.expiresAt())));
    }

    @Override
    public boolean renew(String resource, long fence, Instant until) {
        return changed(
                "renew the lease " + resource,
                handle -> handle.createUpdate(RENEW)
                        .bind("resource", resource)
                        .bind("fence", fence)
                        .bind("expiresAt", EpochMicros.of(until)));
    }

    /** Keeps the lease from being taken over until the transaction ends; throws when it has been already. */
    static void pin(Handle handle, Lease lease) {
        int pinned = handle.createUpdate(PIN)
                .bind("resource", lease.resource())
                .bind("fence", lease.fence())
                .execute();
        if (pinned == 0) {
            throw RegistryError.LEASE_LOST.problem("Cannot " + LeasedWork.of(lease.resource())
                    + ": another process has taken the lease over meanwhile. Nothing is written. Run it again.");
        }
    }

    @Override
    public void release(String resource, long fence) {
        changed(
                "release the lease " + resource,
                handle ->
                        handle.createUpdate(RELEASE).bind("resource", resource).bind("fence", fence));
    }

    private boolean changed(String what, Function<Handle, Update> change) {
        return database.write(what, handle -> change.apply(handle).execute()) == 1;
    }

    private static Update bound(Update statement, LeaseRow row) {
        ProcessIdentity holder = Objects.requireNonNull(row.holder());
        return statement
                .bind("resource", row.resource())
                .bind("fence", row.fence())
                .bind("host", holder.host())
                .bind("machine", holder.machine())
                .bind("pid", holder.pid())
                .bind("processStartedAt", EpochMicros.of(holder.startedAt()))
                .bind("acquiredAt", EpochMicros.of(row.acquiredAt()))
                .bind("expiresAt", EpochMicros.of(row.expiresAt()));
    }

    private static LeaseRow row(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new LeaseRow(
                row.text("resource"),
                row.number("fence"),
                holder(row),
                row.instant("acquired_at"),
                row.instant("expires_at"));
    }

    private static @Nullable ProcessIdentity holder(Row row) throws SQLException {
        String host = row.optionalText("host");
        return host == null
                ? null
                : new ProcessIdentity(host, row.text("machine"), row.number("pid"), row.instant("process_started_at"));
    }

    private static String sql(String name) {
        return SqlResource.of(JdbcLeaseTable.class, name);
    }
}
