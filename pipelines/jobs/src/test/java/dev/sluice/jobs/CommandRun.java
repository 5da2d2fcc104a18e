package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.command.Sluice;
import dev.sluice.command.Terminal;
import dev.sluice.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of the command line inside the test's process: its exit status and what it wrote. */
record CommandRun(int exitStatus, String out, String err) {
    /** Runs a command on a project, its answer in JSON. */
    static CommandRun of(Path project, String... arguments) {
        TestInstallation.use();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        int status = Sluice.execute(terminal, inJson(project, arguments));
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts a command on a project as a process of its own. */
    static ChildJvm start(Path output, Path project, String... arguments) {
        return start(output, Map.of(), List.of(), project, arguments);
    }

    /** The same with more variables in its environment and more options of the Java machine. */
    static ChildJvm start(
            Path output, Map<String, String> environment, List<String> more, Path project, String... arguments) {
        List<String> options = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
                .toList());
        options.addAll(TestInstallation.options());
        options.addAll(more);
        return ChildJvm.start(output, options, environment, Sluice.class, inJson(project, arguments));
    }

    private static String[] inJson(Path project, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", project.toString(), "--output", "json"));
        return all.toArray(String[]::new);
    }

    CommandRun succeeds() {
        assertThat(exitStatus).as("%s%s", out, err).isZero();
        return this;
    }

    CommandRun failsWith(int status) {
        assertThat(exitStatus).as("%s%s", out, err).isEqualTo(status);
        assertThat(err).doesNotContain("\tat ");
        return this;
    }

    /** What a command that succeeded answers there. */
    JsonNode answer(String pointer) {
        return succeeds().json().at(pointer);
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not one JSON document: " + out, e);
        }
    }
}
