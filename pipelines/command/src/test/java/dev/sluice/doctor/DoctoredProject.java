package dev.sluice.doctor;

import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import dev.sluice.testing.TextFile;
import java.nio.file.Path;

/** A small project on disk, in which something can be broken. */
record DoctoredProject(Path folder) {
    static DoctoredProject in(Path folder) {
        DoctoredProject project = new DoctoredProject(folder);
        project.settings("");
        project.write("entities.yaml", "- {entity: airport, key: {airport: string}}\n");
        project.write("sources.yaml", "- {source: flights, format: csv, path: flights.csv, event_time: date}\n");
        project.write("flights.csv", "date,delay,origin\n");
        return project;
    }

    /** @param more lines of sluice.yaml */
    DoctoredProject settings(String more) {
        return write("sluice.yaml", "project: flights\n" + more);
    }

    DoctoredProject write(String file, String text) {
        TextFile.write(folder.resolve(file), text);
        return this;
    }

    Project read() {
        return FeatureProject.read(folder);
    }
}
