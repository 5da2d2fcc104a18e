package dev.sluice.registry;

import dev.sluice.input.EventSpan;
import dev.sluice.input.ObservedFile;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The files of sources in the database. */
final class JdbcSourceFiles {
    private static final String OF_SOURCE = SqlResource.of(JdbcSourceFiles.class, "ofSource");
    private static final String INSERT = SqlResource.of(JdbcSourceFiles.class, "insert");
    private static final String END = SqlResource.of(JdbcSourceFiles.class, "end");

    private final Database database;

    JdbcSourceFiles(Database database) {
        this.database = database;
    }

    /** The number is drawn first: it keeps other observers back until this one is kept. */
    long observe(String project, String source, Collection<ObservedFile> files) {
        SourceObservation seen = SourceObservation.of(ofSource(project, source), files);
        return seen.isNews()
                ? database.write("record the files of source " + source, handle -> keep(handle, project, source, files))
                : seen.newest().orElseThrow();
    }

    private static long keep(Handle handle, String project, String source, Collection<ObservedFile> files) {
        long state = Sequence.next(handle);
        SourceObservation news = SourceObservation.of(ofSource(handle, project, source), files);
        PreparedBatch ended = handle.prepareBatch(END);
        news.gone()
                .forEach(gone -> ended.bind("project", project)
                        .bind("source", source)
                        .bind("path", gone.file().path())
                        .bind("since", gone.since())
                        .bind("until", state)
                        .add());
        ended.execute();
        PreparedBatch begun = handle.prepareBatch(INSERT);
        news.fresh()
                .forEach(file ->
                        bind(begun, project, source, file).bind("since", state).add());
        begun.execute();
        return news.gone().isEmpty() && news.fresh().isEmpty() ? news.newest().orElse(state) : state;
    }

    private static PreparedBatch bind(PreparedBatch batch, String project, String source, ObservedFile file) {
        EventSpan events = file.events();
        return batch.bind("project", project)
                .bind("source", source)
                .bind("path", file.path())
                .bind("size", file.size())
                .bind("changed", file.changed())
                .bind("rows", file.rows())
                .bind("first", events == null ? null : EpochMicros.of(events.first()))
                .bind("last", events == null ? null : EpochMicros.of(events.last()));
    }

    List<SourceFileRecord> ofSource(String project, String source) {
        return database.read("read the files of source " + source, handle -> ofSource(handle, project, source));
    }

    private static List<SourceFileRecord> ofSource(Handle handle, String project, String source) {
        return handle.createQuery(OF_SOURCE)
                .bind("project", project)
                .bind("source", source)
                .map(JdbcSourceFiles::file)
                .list();
    }

    private static SourceFileRecord file(ResultSet columns, StatementContext context) throws SQLException {
        Row row = new Row(columns);
        ObservedFile file = new ObservedFile(
                row.text("path"), row.number("size"), row.number("changed"), row.number("row_count"), events(row));
        return new SourceFileRecord(file, row.number("since"), row.optionalNumber("until"));
    }

    private static @Nullable EventSpan events(Row row) throws SQLException {
        Instant first = row.optionalInstant("first_event");
        Instant last = row.optionalInstant("last_event");
        return first == null || last == null ? null : new EventSpan(first, last);
    }
}
