package dev.sluice.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** DuckDB's {@code ASOF JOIN}, on the same two threads and the same files. */
final class DuckAsof implements Contender {
    @Override
    public String name() {
        return "duckdb asof";
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        List<String> preparations = new ArrayList<>(List.of("SET VARIABLE folder = '" + workload.folder() + "'"));
        for (int view = 0; view < views; view++) {
            preparations.add(SqlFile.forView("asof-view.sql", view));
        }
        new DuckQuery(preparations, query(views)).writeTo(answer);
    }

    private static String query(int views) {
        StringBuilder columns = new StringBuilder("SELECT label_id, s.entity, label_time");
        StringBuilder joins = new StringBuilder(" FROM read_parquet(getvariable('folder') || '/spine/*.parquet') s");
        for (int view = 0; view < views; view++) {
            int number = view;
            IntStream.range(0, Workload.FEATURES)
                    .mapToObj(feature -> SqlFile.feature(number, feature))
                    .forEach(feature -> columns.append(", CASE WHEN newest_")
                            .append(number)
                            .append(".event_time >= label_time - INTERVAL ")
                            .append(Workload.TTL_DAYS)
                            .append(" DAYS THEN ")
                            .append(feature)
                            .append(" END AS ")
                            .append(feature));
            joins.append(" ASOF LEFT JOIN newest_")
                    .append(view)
                    .append(" ON s.entity = newest_")
                    .append(view)
                    .append(".entity AND s.label_time >= newest_")
                    .append(view)
                    .append(".event_time");
        }
        return columns.append(joins).toString();
    }
}
