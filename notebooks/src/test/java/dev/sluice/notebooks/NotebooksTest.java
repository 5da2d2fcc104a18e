package dev.sluice.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The notebooks run from top to bottom and say what they are saved with, when {@code notebooks/install.sh} has put Jupyter's
 * parts there. Those that need the same project share it.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class NotebooksTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
    private static final Path NOTEBOOKS = ROOT.resolve("notebooks");
    private static final Path PYTHON = NOTEBOOKS.resolve("target/python/bin/python");

    @BeforeAll
    static void projectsOfFormerRunsAreGone() throws IOException {
        Path projects = NOTEBOOKS.resolve("target/projects");
        if (Files.exists(projects)) {
            try (Stream<Path> files = Files.walk(projects)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-author-a-view", "2-training-set", "3-quality-and-drift", "4-serve"})
    void aNotebookSaysWhatItIsSavedWith(String notebook) throws IOException, InterruptedException {
        assumeThat(PYTHON)
                .as("a Python with Jupyter; notebooks/install.sh puts it there")
                .exists();
        ProcessBuilder builder = new ProcessBuilder(
                        PYTHON.toString(),
                        NOTEBOOKS.resolve("execute.py").toString(),
                        NOTEBOOKS.resolve(notebook + ".ipynb").toString())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SLUICE_CLASS_PATH", LauncherPaths.spark(ROOT));
        builder.environment().put("SLUICE_LAUNCHER", launcher().toString());
        builder.environment().remove("SPARK_HOME");
        Process python = builder.start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor()).as(said).isZero();
    }

    /** Starts commands that need no Spark as the launcher does, without building anything first. */
    private static Path launcher() throws IOException {
        Path launcher = NOTEBOOKS.resolve("target/sluice");
        Files.createDirectories(launcher.getParent());
        Files.writeString(
                launcher,
                String.join(
                                " ",
                                List.of(
                                        "#!/bin/sh\nexec",
                                        quoted(System.getProperty("java.home") + "/bin/java"),
                                        quoted("-Dsluice.home=" + ROOT),
                                        quoted("-Dsluice.dynamodb-local=" + ROOT
                                                + "/materializer/dynamodb-local/target/jars"),
                                        "-Xmx512m -cp",
                                        quoted(LauncherPaths.control(ROOT)),
                                        "dev.sluice.command.Sluice \"$@\""))
                        + "\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        return launcher;
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
