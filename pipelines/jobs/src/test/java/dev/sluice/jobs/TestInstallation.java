package dev.sluice.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An installation on the tests' own class path, whose launcher builds nothing: it would do so amid the build that tests. */
final class TestInstallation {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));

    /** The jars of DynamoDB Local. */
    static final Path DYNAMODB = ROOT.resolve("materializer/dynamodb-local/target/jars");

    private static final Map<String, String> PLACES =
            Map.of("sluice.home", ROOT.toString(), "sluice.dynamodb-local", DYNAMODB.toString());
    private static final Path LAUNCHER = launcher(ROOT.resolve("pipelines/jobs/target/test-launcher"), "");

    private TestInstallation() {}

    /** Makes it the installation of the commands in this process. */
    static void use() {
        PLACES.forEach(System::setProperty);
        System.setProperty("sluice.launcher", LAUNCHER.toString());
    }

    /** The options of a Java process that runs commands of it. */
    static List<String> options() {
        List<String> options = places();
        options.add("-Dsluice.launcher=" + LAUNCHER);
        return options;
    }

    private static List<String> places() {
        List<String> options = new ArrayList<>();
        PLACES.forEach((name, value) -> options.add("-D" + name + "=" + value));
        return options;
    }

    /**
     * Writes a launcher into a folder.
     *
     * @param first a line of shell that it runs before each command
     */
    static Path launcher(Path folder, String first) {
        List<String> options = places();
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .forEach(options::add);
        options.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("java.options"),
                    options.stream().map(TestInstallation::quoted).collect(Collectors.joining("\n")));
            Path launcher = folder.resolve("sluice");
            Files.writeString(launcher, """
                    #!/bin/sh
                    %s
                    exec '%s/bin/java' '@%s/java.options' dev.sluice.command.Sluice "$@"
                    """.formatted(first, System.getProperty("java.home"), folder));
            if (!launcher.toFile().setExecutable(true)) {
                throw new IOException("Cannot make " + launcher + " executable.");
            }
            return launcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the file of the options of a Java process takes it. */
    private static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
