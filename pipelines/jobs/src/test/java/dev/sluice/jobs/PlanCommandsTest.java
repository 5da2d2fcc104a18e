package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans and applies whose queries Spark has compared. */
class PlanCommandsTest {
    private static final String QUERY = """
            SELECT origin AS airport, count(*) AS departures, avg(CAST(delay AS DOUBLE)) AS mean_delay
            FROM flights
            WHERE delay < 1000 AND origin <> 'XXX'
            GROUP BY origin
            """;
    private static final String REWORDED = """
            -- The same, as another team would write it
            with f as (select * from flights)
            select f.origin airport, avg(cast(f.delay as double)) as mean_delay, count(1) as departures
            from f where f.origin <> 'XXX' and f.delay < 1000 group by f.origin
            """;
    private static final String COPY = """
            feature_view: copy
            entity: airport
            sources: {flights: {}}
            transform: copy.sql
            features:
              - {name: n, type: long}
              - {name: rounded, type: double}
              - {name: mean, type: double}
            """;

    @TempDir
    private Path folder;

    @Test
    void rowsThatWereComputedBySomeWordsAreUpToDateInOthersOfTheSameMeaning() {
        SmallProject project = SmallProject.in(folder);
        project.flights("2001-03-01T08:00:00Z,10,ORD\n2001-03-01T09:00:00Z,20,ORD\n");
        project.write("views/airport_delays.sql", QUERY);
        applied(project);
        project.sluice("run", "airport_delays", "--at", "2001-03-01").succeeds();

        project.write("views/airport_delays.sql", REWORDED);
        assertThat(project.sluice("check").succeeds().json().path("reworded")).hasToString("[\"airport_delays@1\"]");
        JsonNode plan = project.sluice("plan").succeeds().json();
        assertThat(plan.path("summary").asText()).isEqualTo("1 changed");
        project.sluice("apply").succeeds();
        assertThat(planned(project)).isZero();

        project.write("views/airport_delays.sql", REWORDED.replace("1000", "1001"));
        applied(project);
        assertThat(planned(project)).isEqualTo(1);
    }

    private static void applied(SmallProject project) {
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
    }

    private static int planned(SmallProject project) {
        return project.sluice("backfill", "airport_delays", "--from", "2001-03-01", "--to", "2001-03-02", "--plan")
                .succeeds()
                .json()
                .path("partitions")
                .size();
    }

    @Test
    void aFeatureThatIsComputedAlreadyIsFoundAmongOtherWords() {
        SmallProject project = SmallProject.in(folder);
        project.flights("2001-03-01T08:00:00Z,10,ORD\n");
        applied(project);
        project.write("views/copy.yaml", COPY);
        project.write(
                "views/copy.sql",
                "SELECT f.origin AS airport, sum(CAST(delay AS DOUBLE)) / count(delay) AS mean, count(1) AS n,"
                        + " coalesce(round(avg(CAST(delay AS DOUBLE)), 2), 0) AS rounded FROM flights f GROUP BY 1");
        project.sluice("check").succeeds();
        assertThat(project.sluice("plan").succeeds().json().path("warnings"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Feature n of copy@1 is computed as departures of airport_delays@1 is, from the same rows."
                                + " Use that one instead.",
                        "Feature rounded of copy@1 is computed as mean_delay of airport_delays@1 is, from the same rows;"
                                + " they differ only in how the value is cast, rounded or defaulted in the end."
                                + " Use that one instead.");
    }
}
