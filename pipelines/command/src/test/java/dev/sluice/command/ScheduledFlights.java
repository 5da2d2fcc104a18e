package dev.sluice.command;

import java.nio.file.Path;

/** A project with a view of each schedule, of which some read the tables of others. */
final class ScheduledFlights {
    private static final String VIEW = """
            feature_view: %s
            version: 1
            entity: airport
            owner: ops@example.com
            sources: {%s: {lookback: 0d}}
            schedule: %s
            transform: %s.sql
            %sfeatures:
              - {name: departures, type: long}
            """;

    private ScheduledFlights() {}

    static FlightsFolder in(Path folder, String orchestration) {
        FlightsFolder project = FlightsFolder.in(folder)
                .write("sluice.yaml", "project: flights\nlake: lake\n" + orchestration)
                .write("sources.yaml", """
                        - {source: flights, format: csv, path: flights.csv, event_time: date}
                        - {source: delays, format: delta, path: lake/features/airport_delays/v1, event_time: event_time}
                        - {source: hours, format: delta, path: lake/features/hourly_delays/v1, event_time: event_time}
                        """);
        view(project, "airport_delays", "flights", "daily", "freshness: 26h\nonline: true\n");
        view(project, "busy_hours", "hours", "daily", "");
        view(project, "delay_ranks", "delays", "daily", "freshness: 24h\nonline: false\n");
        view(project, "hourly_delays", "flights", "hourly", "online: true\n");
        view(project, "quarters", "flights", "'*/15 * * * *'", "");
        return project;
    }

    static void view(FlightsFolder project, String name, String source, String schedule, String more) {
        project.write("views/" + name + ".yaml", VIEW.formatted(name, source, schedule, name, more))
                .write("views/" + name + ".sql", "SELECT origin AS airport, 1 AS departures FROM " + source);
    }
}
