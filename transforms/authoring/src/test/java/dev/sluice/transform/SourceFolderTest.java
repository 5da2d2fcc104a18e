package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Metadata;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a source's folder when it is read, whatever lay there when the project was. */
class SourceFolderTest {
    @TempDir
    private Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        data = Files.createDirectories(folder.resolve("project/data/flights"));
        Files.createDirectories(folder.resolve("outside"));
        Files.writeString(data.resolve("own.csv"), "date,origin\n2001-03-05,ORD\n");
        Files.writeString(folder.resolve("outside/secret.csv"), "date,origin\n2001-03-05,secret\n");
    }

    @Test
    void aLinkOutOfTheProjectIsNotRead() throws IOException {
        assertThatCode(() -> load("data/flights", Map.of())).doesNotThrowAnyException();
        Files.createSymbolicLink(data.resolve("more.csv"), folder.resolve("outside/secret.csv"));
        assertRefused("data/flights", Map.of(), "more.csv', which is '");
        assertRefused("data/*/", Map.of(), "lies outside of the project, its lake and its roots");
        assertThatThrownBy(() -> SourceInspection.of(LocalSpark.session(), project())
                        .files(source("data/flights", Map.of()), List.of()))
                .hasMessageContaining("lies outside of the project");
    }

    @Test
    void aLinkInAFolderBehindALinkIsFound() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("project/more"));
        Files.createSymbolicLink(inside.resolve("x.csv"), folder.resolve("outside/secret.csv"));
        Files.createSymbolicLink(data.resolve("more"), inside);
        assertRefused("data/flights", Map.of(), "x.csv', which is '");
    }

    @Test
    void aFolderThatHoldsItselfIsNamed() throws IOException {
        Files.createSymbolicLink(data.resolve("again"), data);
        assertRefused("data/flights", Map.of(), "again' leads to itself");
    }

    @Test
    void aPipeDoesNotHang() throws Exception {
        String pipe = data.resolve("pipe.csv").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        assertRefused("data/flights", Map.of(), "pipe.csv' is neither a file nor a folder");
        assertRefused("data/flights/pipe.csv", Map.of(), "pipe.csv' is neither a file nor a folder");
    }

    @Test
    void aSourceOfAProjectInJavaIsHeldToTheSame() {
        assertRefused("../outside", Map.of(), "lies outside of the project");
        assertRefused("/etc/passwd", Map.of(), "'/etc/passwd' lies outside of the project");
        assertRefused("data/flights", Map.of("Paths", "[\"/etc/passwd\"]"), "its option 'Paths'");
    }

    private void assertRefused(String path, Map<String, String> options, String says) {
        assertThatThrownBy(() -> load(path, options))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code()).isEqualTo(TransformError.INVALID_SOURCE))
                .hasMessageStartingWith("Cannot read source trips: ")
                .hasMessageContaining(says);
    }

    private void load(String path, Map<String, String> options) {
        SourceReader.of(LocalSpark.session(), project()).load(source(path, options));
    }

    private Project project() {
        return Flights.project(folder.resolve("project"));
    }

    private static Source source(String path, Map<String, String> options) {
        return new Source("trips", SourceFormat.CSV, path, "date", options, List.of(), Metadata.NONE);
    }
}
