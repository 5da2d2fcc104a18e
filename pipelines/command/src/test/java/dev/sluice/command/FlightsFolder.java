package dev.sluice.command;

import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import dev.sluice.registry.RegisteredQueries;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.testing.TextFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A feature project of one view on disk, and commands on it; what a check by Spark would find is said beforehand. */
record FlightsFolder(Path folder, Findings findings) {
    static final String VIEW = """
            feature_view: airport_delays
            version: 1
            entity: airport
            owner: ops@example.com
            sources: {flights: {lookback: 0d}}
            schedule: daily
            transform: airport_delays.sql
            features:
              - {name: departures, type: long}
              - {name: mean_delay, type: double}
            """;

    static final String SQL = "SELECT origin AS airport, 1 AS departures, 2 AS mean_delay FROM flights";

    FlightsFolder(Path folder) {
        this(folder, new Findings(List.of(), List.of()));
    }

    static FlightsFolder in(Path folder) {
        return new FlightsFolder(folder)
                .write("sluice.yaml", "project: flights\nlake: lake\n")
                .write("entities.yaml", "- entity: airport\n  key: {airport: string}\n")
                .write("sources.yaml", "- {source: flights, format: csv, path: flights.csv, event_time: date}\n")
                .write("services.yaml", "- {feature_service: delays, version: 1, features: [{view: airport_delays}]}\n")
                .write("views/airport_delays.sql", SQL)
                .write("views/airport_delays.yaml", VIEW);
    }

    /** The same folder, of which a check finds this. */
    FlightsFolder finding(Findings other) {
        return new FlightsFolder(folder, other);
    }

    FlightsFolder write(String file, String text) {
        TextFile.write(folder.resolve(file), text);
        return this;
    }

    /** Runs a command of the project as it is written now. */
    Captured sluice(String... arguments) {
        Project project = FeatureProject.read(folder);
        try (Registry registry = Registries.open(project)) {
            CheckRecord.of(project, RegisteredQueries.of(registry.definitions(project.name())), findings)
                    .write(project);
        }
        return Captured.of(Stream.concat(Arrays.stream(arguments), Stream.of("--project", folder.toString()))
                .toArray(String[]::new));
    }

    /** The project as a command sees it. */
    Project project(Registry registry) {
        return registry.following(FeatureProject.read(folder));
    }
}
