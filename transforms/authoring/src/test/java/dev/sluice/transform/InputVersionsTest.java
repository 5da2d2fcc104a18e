package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Metadata;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.project.SourceRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputVersionsTest {
    @TempDir
    private Path folder;

    @Test
    void theStateOfFilesIsThatOfAllThatAreReadAndOfNothingElse() throws IOException {
        Path file = Files.createDirectories(folder.resolve("data/day=1")).resolve("1.json");
        Files.writeString(file, "{\"date\":\"2001-03-05\",\"delay\":7}\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-03-06T00:00:00Z")));
        assertThat(version()).isEqualTo("1 files, 32 bytes, newest 2001-03-06T00:00:00Z");
        Files.setLastModifiedTime(folder.resolve("data"), FileTime.from(Instant.parse("2001-04-01T00:00:00Z")));
        assertThat(version()).isEqualTo("1 files, 32 bytes, newest 2001-03-06T00:00:00Z");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-03-07T00:00:00Z")));
        assertThat(version()).isEqualTo("1 files, 32 bytes, newest 2001-03-07T00:00:00Z");
    }

    private String version() {
        SourceReader reader = new SourceReader(LocalSpark.session(), new SourceRoots(folder, List.of(".")));
        return new InputVersions(LocalSpark.session(), reader)
                .of(new Source("flights", SourceFormat.JSON, "data", "date", Map.of(), List.of(), Metadata.NONE));
    }
}
