package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths that lead out of the project, to nowhere, or to something that never ends. */
class HostilePathsTest {
    private static final String ROOTS = "roots: ['s3a://bucket/common/', 'jdbc:postgresql://host/db', '%s']\n";

    @TempDir
    private Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));

    @BeforeEach
    void writeProject() throws IOException, InterruptedException {
        ProjectFolder outside = new ProjectFolder(folder.resolve("outside"));
        outside.write("secret.parquet", "secret")
                .write("secret.sql", "SELECT 1")
                .write("entities.yaml", "- secret\n");
        Files.createDirectories(folder.resolve("shared"));
        project = ProjectFolder.in(folder.resolve("project"))
                .write("sluice.yaml", "project: flights\n" + ROOTS.formatted(folder.resolve("shared")))
                .write("data/flights.parquet", "flights");
        link("data/secret-link.parquet", folder.resolve("outside/secret.parquet"));
        link("data/inside-link.parquet", Path.of("flights.parquet"));
        link("data/outside-link", folder.resolve("outside"));
        link("data/chain", Path.of("outside-link"));
        link("data/dangling", folder.resolve("outside/later"));
        link("data/loop", Path.of("loop"));
        link("views/link.sql", folder.resolve("outside/secret.sql"));
        pipe("data/pipe");
        pipe("views/pipe.sql");
    }

    static List<Corpus.Case> hostile() {
        return Corpus.of(HostilePathsTest.class, "hostile-paths.txt");
    }

    static List<Corpus.Case> good() {
        return Corpus.of(HostilePathsTest.class, "good-paths.txt");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatLeadsAstrayIsRefusedWithItsPlace(Corpus.Case path) throws IOException {
        write(path.text());
        assertThat(mistakes()).anySatisfy(line -> assertThat(line).contains(path.says()));
        assertThat(mistakes()).noneSatisfy(line -> assertThat(line).contains("- secret"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatLeadsInsideIsAccepted(Corpus.Case path) throws IOException {
        write(path.text());
        assertThat(mistakes()).isEmpty();
    }

    @Test
    void theRefusalSaysWhatToDo() throws IOException {
        write("path s3a://other/x");
        assertThat(mistakes())
                .containsExactly(
                        "sources.yaml:1: Invalid path: 's3a://other/x' lies outside of the project, its lake and"
                                + " its roots. Move it, or add its folder to 'roots' in sluice.yaml.");
    }

    @Test
    void theCorpusIsLargeEnough() {
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(40);
    }

    private List<String> mistakes() {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> project.mistakes());
    }

    private void write(String text) throws IOException {
        String[] words = text.replace("{PROJECT}", project.folder().toString())
                .replace("{OUTSIDE}", folder.resolve("outside").toString())
                .replace("{SHARED}", folder.resolve("shared").toString())
                .split(" ", 2);
        String value = words[0].equals("link") ? "" : new ObjectMapper().writeValueAsString(words[1]);
        switch (words[0]) {
            case "path" -> source("parquet", value, "{}");
            case "jdbc" -> source("jdbc", value, "{dbtable: flights}");
            case "option" -> source("parquet", "data/flights.parquet", "{" + value + ": x}");
            case "transform" -> project.replace("views/delays.yaml", "transform: delays.sql", "transform: " + value);
            case "lake" -> project.write("sluice.yaml", "project: flights\nlake: " + value + "\n");
            case "root" -> project.write("sluice.yaml", "project: flights\nroots: [" + value + "]\n");
            case "link" -> {
                String[] ends = words[1].split(" ");
                Files.deleteIfExists(project.folder().resolve(ends[0]));
                link(ends[0], Path.of(ends[1]));
            }
            default -> throw new IllegalArgumentException(text);
        }
    }

    private void source(String format, String path, String options) {
        project.write(
                "sources.yaml",
                "- {source: flights, format: %s, path: %s, event_time: date, options: %s}\n"
                        .formatted(format, path, options));
    }

    private void link(String file, Path target) throws IOException {
        Files.createSymbolicLink(project.folder().resolve(file), target);
    }

    private void pipe(String file) throws IOException, InterruptedException {
        String path = project.folder().resolve(file).toString();
        assertThat(new ProcessBuilder("mkfifo", path).start().waitFor()).isZero();
    }
}
