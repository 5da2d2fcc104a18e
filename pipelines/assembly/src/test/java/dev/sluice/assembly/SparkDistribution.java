package dev.sluice.assembly;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed Spark, as clusters have it: that of the PySpark that notebooks/install.sh brings. */
record SparkDistribution(Path home) {
    private static final Path PYTHON = Path.of(System.getProperty("sluice.root"), "notebooks/target/python/lib");

    /** The installed one; a test that has none is skipped and says so. */
    static SparkDistribution required() {
        Optional<SparkDistribution> installed = installed();
        assumeTrue(installed.isPresent(), "There is no Spark in " + PYTHON + ". Run notebooks/install.sh.");
        return installed.orElseThrow();
    }

    private static Optional<SparkDistribution> installed() {
        if (!Files.isDirectory(PYTHON)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PYTHON)) {
            return versions.map(version -> version.resolve("site-packages/pyspark"))
                    .filter(spark -> Files.isExecutable(spark.resolve("bin/spark-submit")))
                    .findFirst()
                    .map(SparkDistribution::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> jars() {
        try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one of the distribution's programs; what it writes goes to a file. */
    SparkProcess start(String program, Path output, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        process.environment().put("SPARK_HOME", home.toString());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
        try {
            return new SparkProcess(process.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
