package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.SqlResource;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Where views stand, read from the database with one statement for each part, however many views there are. */
final class JdbcStandings {
    private static final String OPEN = SqlResource.of(JdbcStandings.class, "open");
    private static final String PROMOTED = SqlResource.of(JdbcStandings.class, "promoted");
    private static final String MATERIALIZED = SqlResource.of(JdbcStandings.class, "materialized");

    private final Database database;

    JdbcStandings(Database database) {
        this.database = database;
    }

    Map<ViewId, ViewStanding> of(String project, @Nullable ViewId only) {
        return database.read(
                "look how the views of project " + project + " stand", handle -> of(handle, project, only));
    }

    private static Map<ViewId, ViewStanding> of(Handle handle, String project, @Nullable ViewId only) {
        Map<ViewId, ViewStanding> standings = new HashMap<>();
        query(handle, OPEN, project, only)
                .map(RunColumns::read)
                .forEach(run ->
                        standings.put(run.view(), known(standings, run.view()).withOpen(run)));
        query(handle, PROMOTED, project, only)
                .map(RunColumns::read)
                .forEach(run ->
                        standings.put(run.view(), known(standings, run.view()).withPromoted(run)));
        query(handle, MATERIALIZED, project, only)
                .map(JdbcMaterializations::materialization)
                .forEach(last ->
                        standings.put(last.view(), known(standings, last.view()).withMaterialized(last)));
        return standings;
    }

    private static ViewStanding known(Map<ViewId, ViewStanding> standings, ViewId view) {
        return standings.getOrDefault(view, ViewStanding.NONE);
    }

    private static Query query(Handle handle, String sql, String project, @Nullable ViewId only) {
        return OneView.of(handle.createQuery(sql).bind("project", project), only);
    }
}
