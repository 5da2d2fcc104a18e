package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper for PySpark in a real Python, when {@code notebooks/install.sh} has put one there. */
class PySparkTest {
    private static final Path NOTEBOOKS = Path.of(System.getProperty("sluice.root"), "notebooks");
    private static final Path PYTHON = NOTEBOOKS.resolve("target/python/bin/python");

    @TempDir
    private Path folder;

    @Test
    void aTrainingSetOfPythonIsThatOfTheCommandLine() throws IOException, InterruptedException {
        assumeThat(PYTHON)
                .as("a Python with PySpark; notebooks/install.sh puts it there")
                .exists();
        SmallProject project = SmallProject.in(folder);
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
        project.sluice("backfill", "--from", "2001-03-01", "--to", "2001-03-04").succeeds();
        String id = project.trainingSet().answer("/id").asText();

        assertThat(check()).contains("done " + id);
    }

    private String check() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        PYTHON.toString(),
                        NOTEBOOKS.resolve("training_set_check.py").toString(),
                        folder.toString(),
                        classPath())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("SPARK_HOME");
        Process python = builder.start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        return said;
    }

    /** Without slf4j-nop, which would silence Spark's logging for good. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j") && !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
