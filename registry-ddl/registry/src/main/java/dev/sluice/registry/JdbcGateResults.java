package dev.sluice.registry;

import dev.sluice.expectation.Severity;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Gate results in the database. */
final class JdbcGateResults {
    private static final String UPSERT = SqlResource.of(JdbcGateResults.class, "upsert");
    private static final String OF_RUN = SqlResource.of(JdbcGateResults.class, "ofRun");

    private final Database database;

    JdbcGateResults(Database database) {
        this.database = database;
    }

    void record(List<GateResult> results) {
        database.write("record the gate's results", handle -> {
            results.stream().map(GateResult::runId).distinct().forEach(run -> JdbcRuns.requireBegun(handle, run));
            results.forEach(result -> upsert(handle, result));
            return results.size();
        });
    }

    private static void upsert(Handle handle, GateResult result) {
        handle.createUpdate(UPSERT)
                .bind("runId", result.runId())
                .bind("ordinal", result.ordinal())
                .bind("expectation", result.expectation())
                .bind("severity", result.severity().name())
                .bind("success", result.success() ? 1 : 0)
                .bind("observed", result.observed())
                .bind("elementCount", result.elementCount())
                .bind("unexpectedCount", result.unexpectedCount())
                .bind("error", result.error())
                .execute();
    }

    List<GateResult> ofRun(String runId) {
        return database.read(
                "read the gate's results of run " + runId,
                handle -> handle.createQuery(OF_RUN)
                        .bind("runId", runId)
                        .map(JdbcGateResults::result)
                        .list());
    }

    private static GateResult result(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new GateResult(
                row.text("run_id"),
                row.integer("ordinal"),
                row.text("expectation"),
                Severity.valueOf(row.text("severity")),
                row.integer("success") == 1,
                row.text("observed"),
                row.number("element_count"),
                row.number("unexpected_count"),
                row.optionalText("error"));
    }
}
