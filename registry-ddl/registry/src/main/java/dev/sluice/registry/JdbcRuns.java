package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The run log in the database. */
final class JdbcRuns {
    private static final String INSERT = sql("insert");
    private static final String UPDATE = sql("update");
    private static final String BY_ID = sql("byId");
    private static final String NEWEST = sql("newest");
    private static final String MATCHING = sql("matching");
    private static final String PROMOTED = sql("promoted");
    private static final String REFUSED = sql("refused");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcRuns(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    RunRecord begin(RunStart start) {
        return database.write("begin run " + start.runId(), handle -> {
            long sequence = Sequence.next(handle);
            Optional<RunRecord> begun = byId(handle, start.runId());
            begun.ifPresent(run -> start.requireSame(run.start()));
            return begun.orElseGet(() -> insert(handle, start, sequence));
        });
    }

    private static RunRecord insert(Handle handle, RunStart start, long sequence) {
        newest(handle, start.view(), start.partition(), start.project())
                .ifPresent(newest -> start.requireNewerThan(newest.start()));
        RunRecord run = RunRecord.begun(start);
        RunColumns.bindStart(handle.createUpdate(INSERT), start, sequence)
                .bindMap(RunColumns.progress(run))
                .execute();
        return run;
    }

    void update(RunRecord run) {
        database.write("record run " + run.runId(), handle -> {
            RunRecord before = byId(handle, run.runId()).orElseThrow(() -> RegistryError.unknownRun(run.runId()));
            int updated = handle.createUpdate(UPDATE)
                    .bind("runId", run.runId())
                    .bindMap(RunColumns.progress(run))
                    .execute();
            audit.append(handle, run.project(), AuditEvents.ofRun(before, run));
            return updated;
        });
    }

    Optional<RunRecord> byId(String runId) {
        return database.read("look up run " + runId, handle -> byId(handle, runId));
    }

    private static Optional<RunRecord> byId(Handle handle, String runId) {
        return handle.createQuery(BY_ID)
                .bind("runId", runId)
                .map(RunColumns::read)
                .findOne();
    }

    /** Refuses what is said of a run that never began. */
    static void requireBegun(Handle handle, String runId) {
        if (byId(handle, runId).isEmpty()) {
            throw RegistryError.unknownRun(runId);
        }
    }

    Optional<RunRecord> newest(ViewId view, Partition partition, String project) {
        return database.read(
                "look up the newest run of " + view + " for " + partition,
                handle -> newest(handle, view, partition, project));
    }

    private static Optional<RunRecord> newest(Handle handle, ViewId view, Partition partition, String project) {
        return bindView(handle.createQuery(NEWEST), project, view)
                .bind("granularity", partition.granularity().name())
                .bind("partitionStart", EpochMicros.of(partition.start()))
                .map(RunColumns::read)
                .findOne();
    }

    List<RunRecord> matching(String project, RunQuery query) {
        TimeRange range = query.range();
        return database.read(
                "read the runs of project " + project,
                handle -> OneView.of(handle.createQuery(MATCHING), query.view())
                        .bind("project", project)
                        .bind(
                                "state",
                                query.state() == null ? null : query.state().name())
                        .bind("from", range == null ? null : EpochMicros.of(range.from()))
                        .bind("until", range == null ? null : EpochMicros.of(range.until()))
                        .bind("limit", query.limit())
                        .map(RunColumns::read)
                        .list());
    }

    Map<Partition, RunRecord> promoted(String project, ViewId view, TimeRange range) {
        return database.read(
                "read the promoted runs of " + view,
                handle -> byPartition(bindView(handle.createQuery(PROMOTED), project, view), range));
    }

    SortedMap<Partition, RunRecord> refused(String project, ViewId view, TimeRange range) {
        return database.read(
                "read the refused runs of " + view,
                handle -> byPartition(bindView(handle.createQuery(REFUSED), project, view), range));
    }

    private static SortedMap<Partition, RunRecord> byPartition(Query query, TimeRange range) {
        SortedMap<Partition, RunRecord> byPartition = new TreeMap<>();
        query.bind("from", EpochMicros.of(range.from()))
                .bind("until", EpochMicros.of(range.until()))
                .map(RunColumns::read)
                .forEach(run -> byPartition.put(run.partition(), run));
        return byPartition;
    }

    private static Query bindView(Query query, String project, ViewId view) {
        return query.bind("project", project).bind("view", view.name()).bind("version", view.version());
    }

    private static String sql(String name) {
        return SqlResource.of(JdbcRuns.class, name);
    }
}
