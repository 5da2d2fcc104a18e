package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.training.OutputFolder.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    private Path parent;

    @Test
    void theFolderAppearsWholeAndNothingIsLeftBesideIt() throws IOException {
        try (OutputFolder output = OutputFolder.begin(folder(), Existing.KEEP)) {
            Files.createDirectories(output.data());
            assertThat(folder()).doesNotExist();
            output.finish("{}");
        }
        assertThat(folder().resolve("manifest.json")).hasContent("{}");
        assertThat(names()).containsExactly("set");
    }

    @Test
    void whatIsNotFinishedLeavesNothing() throws IOException {
        try (OutputFolder output = OutputFolder.begin(folder(), Existing.KEEP)) {
            Files.createDirectories(output.data());
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void twoBuildsAtOnceDoNotMix() throws IOException {
        try (OutputFolder first = OutputFolder.begin(folder(), Existing.KEEP)) {
            Files.createDirectories(first.data());
            assertThatThrownBy(() -> OutputFolder.begin(folder(), Existing.REPLACE))
                    .hasMessage("Cannot write a training set to " + folder()
                            + ": another build is writing there. Wait for it, or name another folder.");
            assertThat(first.data()).isDirectory();
        }
        try (OutputFolder next = OutputFolder.begin(folder(), Existing.KEEP)) {
            assertThat(next.data()).doesNotExist();
        }
    }

    @Test
    void whatAKilledBuildLeftIsRemovedByTheNext() throws IOException {
        Files.createDirectories(parent.resolve(".set.partial/data/old"));
        Files.createFile(parent.resolve(".set.lock"));
        try (OutputFolder output = OutputFolder.begin(folder(), Existing.KEEP)) {
            assertThat(output.data()).doesNotExist();
        }
        assertThat(names()).isEmpty();
    }

    private Path folder() {
        return parent.resolve("set");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
