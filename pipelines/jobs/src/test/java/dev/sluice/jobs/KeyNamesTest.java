package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys may have any name, also those of columns that something on the way might work with. */
class KeyNamesTest {
    private static final List<String> NAMES = List.of(
            ("event file files length summary meaning tile_start tile age features key moment label time there before"
                            + " after rows asking held young cut place slot")
                    .split(" "));

    @TempDir
    private Path folder;

    @Test
    void aViewWithKeysOfSuchNamesGoesAllTheWay() {
        SmallProject project = project();
        project.sluice("apply").succeeds();
        assertThat(backfill(project, "2001-03-01")).isEqualTo(6);
        assertThat(backfill(project, "2001-03-03", "--force")).isEqualTo(2);
        project.trainingSet().succeeds();
        List<Row> set = LocalSpark.session()
                .read()
                .parquet(project.path("ts/data"))
                .selectExpr("departures", "mean_delay", "late_avg_2d", "late_max_90m")
                .collectAsList();
        assertThat(set).extracting(Row::toString).containsExactly("[1,0.0,10.0,null]");

        project.sluice("materialize").succeeds();
        String[] get = Stream.concat(Stream.of("get", "delays"), NAMES.stream().map(name -> name + "=ORD"))
                .toArray(String[]::new);
        assertThat(project.sluice(get).answer("/features/mean_delay/value").asDouble())
                .isZero();
    }

    private static int backfill(SmallProject project, String from, String... more) {
        String[] words = {"backfill", "airport_delays", "windows", "--yes", "--from", from, "--to", "2001-03-04"};
        return project.sluice(Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new))
                .answer("/promoted")
                .asInt();
    }

    private SmallProject project() {
        SmallProject project = SmallProject.in(folder);
        project.write("entities.yaml", "- {entity: airport, key: {" + all("%s: string", ", ") + "}}\n");
        project.write(
                "views/airport_delays.sql",
                "SELECT " + all("origin AS `%s`", ", ")
                        + ", count(*) AS departures, avg(CAST(delay AS DOUBLE)) AS mean_delay FROM flights GROUP BY origin\n");
        project.write("views/windows.yaml", """
                feature_view: windows
                entity: airport
                schedule: daily
                online: true
                source: flights
                on: {%s}
                aggregate: [{of: CAST(delay AS DOUBLE), as: late, by: [avg, max], over: [2d, 90m]}]
                """.formatted(all("%s: origin", ", ")));
        project.write(
                "services.yaml", "- {feature_service: delays, features: [{view: airport_delays}, {view: windows}]}\n");
        project.write(
                "labels.csv",
                all("%s", ",") + ",date,late\n" + "ORD,".repeat(NAMES.size()) + "2001-03-03T12:00:00Z,1\n");
        return project;
    }

    private static String all(String form, String between) {
        return NAMES.stream().map(name -> form.formatted(name)).collect(Collectors.joining(between));
    }
}
