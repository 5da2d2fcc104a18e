package dev.sluice.registry;

import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Training sets in the database. */
final class JdbcTrainingSets {
    private static final String MANIFEST = SqlResource.of(JdbcTrainingSets.class, "manifest");
    private static final String UPSERT = SqlResource.of(JdbcTrainingSets.class, "upsert");
    private static final String OF_PROJECT = SqlResource.of(JdbcTrainingSets.class, "ofProject");

    private final Database database;
    private final JdbcAuditLog audit;

    JdbcTrainingSets(Database database, JdbcAuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    void record(TrainingSetRecord record) {
        database.write("record training set " + record.id(), handle -> {
            long sequence = Sequence.next(handle);
            String before = manifest(handle, record);
            int written = upsert(handle, record, sequence);
            audit.append(handle, record.project(), AuditEvents.ofTrainingSet(before, record));
            return written;
        });
    }

    private static @Nullable String manifest(Handle handle, TrainingSetRecord record) {
        return handle.createQuery(MANIFEST)
                .bind("project", record.project())
                .bind("id", record.id())
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    private static int upsert(Handle handle, TrainingSetRecord record, long sequence) {
        return handle.createUpdate(UPSERT)
                .bind("project", record.project())
                .bind("id", record.id())
                .bind("sequence", sequence)
                .bind("service", record.service())
                .bind("location", record.location())
                .bind("rows", record.rows())
                .bind("manifest", record.manifest())
                .bind("createdAt", EpochMicros.of(record.createdAt()))
                .execute();
    }

    List<TrainingSetRecord> ofProject(String project) {
        return database.read(
                "read the training sets of project " + project,
                handle -> handle.createQuery(OF_PROJECT)
                        .bind("project", project)
                        .map(JdbcTrainingSets::trainingSet)
                        .list());
    }

    private static TrainingSetRecord trainingSet(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new TrainingSetRecord(
                row.text("project"),
                row.text("service"),
                row.text("id"),
                row.text("location"),
                row.number("row_count"),
                row.text("manifest"),
                row.instant("created_at"));
    }
}
