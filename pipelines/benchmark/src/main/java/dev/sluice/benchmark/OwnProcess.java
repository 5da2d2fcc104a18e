package dev.sluice.benchmark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures one contender in a process of its own, where no other's code has slowed or warmed the machine's. */
record OwnProcess(Path folder, Part part, int rounds) {
    /** The measurements of a contender on this data, for these numbers of views. */
    List<Measurement> measure(String contender, Shape shape, List<Integer> views) {
        Path results = folder.resolve("results-" + ProcessHandle.current().pid() + ".json");
        try {
            int status = new ProcessBuilder(command(contender, shape, views, results))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("The process of " + contender + " ended with status " + status);
            }
            return new ObjectMapper().readValue(results.toFile(), new TypeReference<List<Measurement>>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Cannot measure " + contender + " in a process of its own", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + contender + " was measured", e);
        } finally {
            remove(results);
        }
    }

    private List<String> command(String contender, Shape shape, List<Integer> views, Path results) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PointInTimeBenchmark.class.getName()));
        command.addAll(List.of("--parts", part.title(), "--only", contender, "--folder", folder.toString()));
        command.addAll(List.of("--labels", "" + shape.labels(), "--rows", "" + shape.rows()));
        command.addAll(List.of("--keys", "" + shape.keys(), "--hot", "" + shape.hotShare()));
        command.addAll(List.of(
                "--views", String.join(",", views.stream().map(String::valueOf).toList())));
        command.addAll(List.of("--rounds", "" + rounds, "--results", results.toString()));
        return command;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
