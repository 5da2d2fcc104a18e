package dev.sluice.jobs;

import dev.sluice.testing.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small feature project on disk: a handful of flights in CSV, one view, one service. */
record SmallProject(Path folder) {
    private static final Path TEMPLATE =
            Path.of(System.getProperty("sluice.root"), "pipelines/jobs/src/test/resources/small-project");

    static SmallProject in(Path folder) {
        try (Stream<Path> files = Files.walk(TEMPLATE)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            SmallProject project = new SmallProject(folder);
            for (Path file : all) {
                project.write(TEMPLATE.relativize(file).toString(), Files.readString(file));
            }
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the flights: lines of date, delay in minutes, origin. */
    void flights(String lines) {
        write("flights.csv", "date,delay,origin\n" + lines);
    }

    void write(String file, String text) {
        TextFile.write(folder.resolve(file), text);
    }

    String path(String file) {
        return folder.resolve(file).toString();
    }

    /** Builds the training set of the project's labels in its folder {@code ts}. */
    CommandRun trainingSet() {
        return sluice("training-set", "delays", "--spine", path("labels.csv"), "--time", "date", "--out", path("ts"));
    }

    CommandRun sluice(String... arguments) {
        return CommandRun.of(folder, arguments);
    }
}
