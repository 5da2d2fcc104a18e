package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.command.Sluice;
import dev.sluice.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the flights example with two of its views, one in SQL and one of windows, and a sluice.yaml of its own. */
record FlightsCopy(Path folder) {
    private static final Path EXAMPLE = Path.of(System.getProperty("sluice.root"), "transforms/examples/flights");
    private static final String SERVICES = """
            - feature_service: delay_model
              features:
                - {view: airport_delays, as: origin, on: {airport: origin}}
                - {view: route_windows, features: [delay_avg_28d, late_sum_7d]}
            """;

    static FlightsCopy in(Path folder, String settings) {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(EXAMPLE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
            Files.delete(folder.resolve("views/route_delays.yaml"));
            Files.delete(folder.resolve("views/route_delays.sql"));
            Files.writeString(folder.resolve("services.yaml"), SERVICES);
            Files.writeString(folder.resolve("sluice.yaml"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FlightsCopy(folder);
    }

    /** The arguments of a command on this project that answers in JSON. */
    List<String> command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", folder.toString(), "--output", "json"));
        return all;
    }

    /** Runs a command inside the test's process, where it must succeed. */
    JsonNode here(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        int status = Sluice.execute(terminal, command(arguments).toArray(String[]::new));
        assertThat(status).as("%s%s", out, err).isZero();
        return json(out.toString(StandardCharsets.UTF_8));
    }

    /** The answer among what a process wrote. */
    static JsonNode json(String written) {
        try {
            return new ObjectMapper().readTree(written.substring(Math.max(0, written.indexOf("\n{") + 1)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not one JSON document: " + written, e);
        }
    }

    Path path(String file) {
        return folder.resolve(file);
    }
}
