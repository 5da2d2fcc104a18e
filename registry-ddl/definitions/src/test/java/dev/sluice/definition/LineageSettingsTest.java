package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.LineageSettings;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageSettingsTest {
    @TempDir
    private Path folder;

    private LineageSettings read(String more) {
        ProjectFolder.in(folder).write("sluice.yaml", "project: flights\n" + more);
        return FeatureProject.read(folder).settings().lineage();
    }

    @Test
    void eventsGoToFilesUnlessSomethingElseIsSaid() {
        assertThat(read("")).isEqualTo(LineageSettings.FILE);
        assertThat(read("lineage: file").endpoint()).isEmpty();
        assertThat(read("lineage: off").isOff()).isTrue();
        assertThat(read("lineage: https://marquez:5000/api/v1/lineage?key=x").endpoint())
                .contains(URI.create("https://marquez:5000/api/v1/lineage?key=x"));
    }

    @Test
    void whatIsNoTargetIsAMistake() {
        for (String wrong :
                new String[] {"files", "ftp://host/x", "http://", "\"http://ho st/x\"", "\"http://host/a b\""}) {
            assertThat(ProjectFolder.in(folder)
                            .write("sluice.yaml", "project: flights\nlineage: " + wrong + "\n")
                            .mistakes())
                    .containsExactly("sluice.yaml:2: Invalid lineage: '" + wrong.replace("\"", "")
                            + "'. Write file, off, or an address as http://host:port/api/v1/lineage.");
        }
    }
}
