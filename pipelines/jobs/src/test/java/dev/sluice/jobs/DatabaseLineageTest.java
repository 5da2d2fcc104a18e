package dev.sluice.jobs;

import static dev.sluice.jobs.LineageLinks.into;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.transform.LocalSpark;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLineageTest {
    @TempDir
    private Path folder;

    @Test
    void aFeatureComesFromTheTableOfItsDatabase() throws Exception {
        LocalSpark.session();
        SmallProject project = SmallProject.in(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE flights (date timestamptz, delay bigint, origin text)");
            statement.execute("CREATE TABLE weather (date timestamptz, delay bigint, place text)");
            statement.execute("INSERT INTO flights VALUES ('2001-03-01 08:00:00+00', 10, 'ORD')");
            statement.execute("INSERT INTO weather VALUES ('2001-03-01 09:00:00+00', 3, 'ORD')");
            define(project, postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""));
            System.setProperty("SLUICE_SOURCE_FLIGHTS_USER", "postgres");
            System.setProperty("SLUICE_SOURCE_WEATHER_USER", "postgres");
            project.sluice("check").succeeds();
            project.sluice("apply").succeeds();
            project.sluice("run", "--at", "2001-03-01").succeeds();
        } finally {
            System.clearProperty("SLUICE_SOURCE_FLIGHTS_USER");
            System.clearProperty("SLUICE_SOURCE_WEATHER_USER");
        }
        JsonNode lineage = project.sluice("lineage", "airport_delays", "--upstream", "--columns")
                .succeeds()
                .json();
        assertThat(into(lineage, "airport_delays@1:mean_delay")).containsExactly("weather.delay [aggregation] plan");
        assertThat(into(lineage, "airport_delays@1:airport")).containsExactly("flights.origin [identity] plan");
    }

    /** A view of two tables of one database. */
    private static void define(SmallProject project, String place) {
        project.write(
                "sluice.yaml", "project: small\nlake: lake\nroots: ['" + place + "']\nclock: 2001-03-04T00:00:00Z\n");
        project.write("sources.yaml", """
                - {source: flights, format: jdbc, path: '%s', event_time: date, options: {dbtable: flights}}
                - {source: weather, format: jdbc, path: '%s', event_time: date, options: {query: 'SELECT date, delay, place FROM weather'}}
                """.formatted(place, place));
        project.write("views/airport_delays.sql", """
                SELECT origin AS airport, count(*) AS departures, CAST(max(weather.delay) AS double) AS mean_delay
                FROM flights JOIN weather ON origin = place
                GROUP BY origin
                """);
        project.write("views/airport_delays.yaml", """
                feature_view: airport_delays
                entity: airport
                sources: {flights: {}, weather: {}}
                transform: airport_delays.sql
                features: [{name: departures, type: long}, {name: mean_delay, type: double}]
                """);
    }
}
