package dev.sluice.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project on disk that tests begin with and then break. */
record ProjectFolder(Path folder) {
    static ProjectFolder in(Path folder) {
        ProjectFolder project = new ProjectFolder(folder);
        project.write("sluice.yaml", "project: flights\nclock: 2001-03-01T00:00:00Z\n");
        project.write("entities.yaml", "- entity: airport\n  key: {airport: string}\n");
        project.write(
                "sources.yaml", "- {source: flights, format: parquet, path: flights.parquet, event_time: date}\n");
        project.write("views/delays.yaml", """
                feature_view: delays
                entity: airport
                sources: {flights: {lookback: 7d}}
                transform: delays.sql
                ttl: 14d
                features:
                  - {name: departures, type: long, default: 0}
                  - {name: mean_delay, type: double}
                """);
        project.write(
                "views/delays.sql", "SELECT origin AS airport, 1 AS departures, 1.0D AS mean_delay FROM flights\n");
        project.write("services.yaml", """
                - feature_service: model
                  features:
                    - {view: delays, as: origin, on: {airport: origin}}
                """);
        return project;
    }

    ProjectFolder write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    ProjectFolder write(String file, byte[] bytes) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text in a file; it must be there. */
    ProjectFolder replace(String file, String before, String after) {
        try {
            String text = Files.readString(folder.resolve(file));
            if (!text.contains(before)) {
                throw new IllegalArgumentException(before + " is not in " + file);
            }
            return write(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the reader says is wrong, a line each. */
    List<String> mistakes() {
        try {
            FeatureProject.read(folder);
            return List.of();
        } catch (InvalidProjectException e) {
            return e.mistakes().stream().map(Mistake::toString).toList();
        }
    }
}
