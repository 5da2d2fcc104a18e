package dev.sluice.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small feature project on disk: a handful of flights in CSV, one view, one service. */
record SmallProject(Path folder) {
    static SmallProject in(Path folder) {
        SmallProject project = new SmallProject(folder);
        project.write("sluice.yaml", """
                project: small
                lake: lake
                online: {store: dynamodb, endpoint: embedded, table: small_features}
                clock: 2001-03-04T00:00:00Z
                """);
        project.write("entities.yaml", """
                - entity: airport
                  key: {airport: string}
                """);
        project.write("sources.yaml", """
                - source: flights
                  format: csv
                  path: flights.csv
                  event_time: date
                  options: {header: "true"}
                """);
        project.write("services.yaml", """
                - feature_service: delays
                  features:
                    - {view: airport_delays, on: {airport: origin}}
                """);
        project.write("views/airport_delays.yaml", """
                feature_view: airport_delays
                entity: airport
                sources: {flights: {}}
                transform: airport_delays.sql
                ttl: 2d
                freshness: 26h
                online: true
                features:
                  - {name: departures, type: long}
                  - {name: mean_delay, type: double}
                expectations:
                  - {type: expect_column_values_to_be_between, kwargs: {column: mean_delay, min_value: -60, max_value: 500}}
                """);
        project.write("views/airport_delays.sql", """
                SELECT origin AS airport, count(*) AS departures, avg(CAST(delay AS DOUBLE)) AS mean_delay
                FROM flights
                GROUP BY origin
                """);
        project.flights("""
                2001-03-01T08:00:00Z,10,ORD
                2001-03-01T09:00:00Z,20,ORD
                2001-03-01T09:30:00Z,5,ATL
                2001-03-02T08:00:00Z,0,ORD
                2001-03-03T08:00:00Z,60,ATL
                """);
        project.write("labels.csv", """
                date,origin,late
                2001-03-01T12:00:00Z,ORD,true
                2001-03-02T00:00:00Z,ORD,false
                2001-03-02T12:00:00Z,ATL,false
                2001-03-02T12:00:00Z,ATL,false
                2001-03-03T00:00:00Z,ORD,true
                2001-03-03T12:00:00Z,DFW,true
                """);
        return project;
    }

    /** Replaces the flights: lines of date, delay in minutes, origin. */
    void flights(String lines) {
        write("flights.csv", "date,delay,origin\n" + lines);
    }

    void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path(String file) {
        return folder.resolve(file).toString();
    }

    CommandRun sluice(String... arguments) {
        return CommandRun.of(folder, arguments);
    }
}
