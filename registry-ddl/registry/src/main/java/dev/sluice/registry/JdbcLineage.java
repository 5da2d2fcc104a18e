package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.LineageEdge.Witness;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Where rows come from, in the database: the newest word of each computation. */
final class JdbcLineage {
    private static final String UPSERT = SqlResource.of(JdbcLineage.class, "upsert");
    private static final String DELETE_EDGES = SqlResource.of(JdbcLineage.class, "deleteEdges");
    private static final String INSERT_EDGE = SqlResource.of(JdbcLineage.class, "insertEdge");
    private static final String OF_PROJECT = SqlResource.of(JdbcLineage.class, "ofProject");

    private final Database database;

    JdbcLineage(Database database) {
        this.database = database;
    }

    /** A row of the answer: what was shown, without its edges, and one of these. */
    private record Shown(LineageRecord record, LineageEdge edge) {}

    void record(LineageRecord record) {
        database.write("record the lineage of " + record.view(), handle -> replace(handle, record));
    }

    private static int replace(Handle handle, LineageRecord record) {
        bind(handle.createUpdate(UPSERT), record)
                .bind("sequence", Sequence.next(handle))
                .bind("runId", record.runId())
                .bind("shownAt", EpochMicros.of(record.shownAt()))
                .execute();
        bind(handle.createUpdate(DELETE_EDGES), record).execute();
        if (record.edges().isEmpty()) {
            return 0;
        }
        PreparedBatch batch = handle.prepareBatch(INSERT_EDGE);
        record.edges()
                .forEach(edge -> bind(batch, record)
                        .bind("column", edge.column())
                        .bind("table", edge.table())
                        .bind("tableColumn", edge.tableColumn())
                        .bind("usage", edge.usage().name())
                        .bind("witness", edge.witness().name())
                        .add());
        return batch.execute().length;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, LineageRecord record) {
        return statement
                .bind("project", record.project())
                .bind("view", record.view().name())
                .bind("version", record.view().version())
                .bind("computation", record.computationHash());
    }

    List<LineageRecord> ofProject(String project) {
        List<Shown> rows = database.read(
                "read the lineage of project " + project,
                handle -> handle.createQuery(OF_PROJECT)
                        .bind("project", project)
                        .map(JdbcLineage::shown)
                        .list());
        Map<LineageRecord, List<LineageEdge>> edges = new LinkedHashMap<>();
        rows.forEach(row ->
                edges.computeIfAbsent(row.record(), record -> new ArrayList<>()).add(row.edge()));
        return edges.entrySet().stream()
                .map(entry -> entry.getKey().with(entry.getValue()))
                .toList();
    }

    private static Shown shown(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        LineageEdge edge = new LineageEdge(
                row.text("view_column"),
                row.text("table_name"),
                row.text("table_column"),
                ColumnUsage.valueOf(row.text("column_usage")),
                Witness.valueOf(row.text("witness")));
        ViewId view = row.view();
        return new Shown(
                new LineageRecord(
                        row.text("project"),
                        view,
                        row.text("computation_hash"),
                        row.text("run_id"),
                        row.instant("shown_at"),
                        List.of()),
                edge);
    }
}
