package dev.sluice.registry;

import dev.sluice.time.EpochMicros;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** A run as a row of its table. */
final class RunColumns {
    private RunColumns() {}

    static Update bindStart(Update statement, RunStart start, long sequence) {
        return statement
                .bind("runId", start.runId())
                .bind("sequence", sequence)
                .bind("project", start.project())
                .bind("view", start.view().name())
                .bind("version", start.view().version())
                .bind("granularity", start.partition().granularity().name())
                .bind("partitionStart", EpochMicros.of(start.partition().start()))
                .bind("attempt", start.attempt())
                .bind("computationHash", start.computationHash())
                .bind("startedAt", EpochMicros.of(start.startedAt()));
    }

    /** What changes while it runs. */
    static Map<String, @Nullable Object> progress(RunRecord run) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("state", run.state().name());
        values.put("rowsStaged", run.measures().rowsStaged());
        values.put("bytesStaged", run.measures().bytesStaged());
        values.put("rowsPromoted", run.measures().rowsPromoted());
        values.put("seconds", run.measures().seconds());
        values.put("promotedVersion", run.versions().promoted());
        values.put("latestVersion", run.versions().latest());
        values.put("inputs", TextMapJson.write(run.versions().inputs()));
        values.put("finishedAt", Row.micros(run.finishedAt()));
        values.put("error", run.error());
        return values;
    }

    static RunRecord read(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        return new RunRecord(
                start(row),
                RunState.valueOf(row.text("state")),
                new RunMeasures(
                        row.number("rows_staged"),
                        row.number("bytes_staged"),
                        row.number("rows_promoted"),
                        row.real("seconds")),
                new DeltaVersions(
                        row.optionalNumber("promoted_version"),
                        row.optionalNumber("latest_version"),
                        TextMapJson.read(row.text("inputs"))),
                row.optionalInstant("finished_at"),
                row.optionalText("error"));
    }

    private static RunStart start(Row row) throws SQLException {
        return new RunStart(
                row.text("run_id"),
                row.text("project"),
                row.view(),
                new Partition(Granularity.valueOf(row.text("granularity")), row.instant("partition_start")),
                row.number("attempt"),
                row.text("computation_hash"),
                row.instant("started_at"));
    }
}
