package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.TableKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void project() {
        project = ProjectFolder.in(folder);
    }

    @Test
    void aTableIsOfDeltaUnlessItSaysHudi() {
        assertThat(table("ttl:")).isEqualTo(TableKind.DELTA);
        assertThat(table("table: delta\nttl:")).isEqualTo(TableKind.DELTA);
        assertThat(table("table: hudi\nttl:")).isEqualTo(TableKind.HUDI_COW);
        assertThat(table("table: {format: hudi}\nttl:")).isEqualTo(TableKind.HUDI_COW);
        assertThat(table("table: {format: hudi, type: mor}\nttl:")).isEqualTo(TableKind.HUDI_MOR);
    }

    private TableKind table(String with) {
        project.replace("views/delays.yaml", "ttl:", with);
        TableKind table = FeatureProject.read(folder).view("delays").placement().table();
        project.replace("views/delays.yaml", with, "ttl:");
        return table;
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a", "gs", "abfss"})
    void hudiIsRefusedWhereItHasNoLock(String scheme) {
        project.write("sluice.yaml", "project: flights\nlake: hdfs://host/lake\n");
        assertThat(table("table: hudi\nttl:")).isEqualTo(TableKind.HUDI_COW);
        project.write("sluice.yaml", "project: flights\nlake: " + scheme + "://bucket/lake\n");
        assertThat(table("table: delta\nttl:")).isEqualTo(TableKind.DELTA);
        project.replace("views/delays.yaml", "ttl:", "table: hudi\nttl:");
        assertThat(project.mistakes())
                .containsExactly(
                        "views/delays.yaml:1: Hudi has a lock only in a folder and on hdfs://, and the lake is "
                                + scheme
                                + "://bucket/lake. Leave 'table' out, which makes the view's table one of Delta, or move the lake.");
    }

    @Test
    void aTableThatIsNoneIsNamedWithTheNearest() {
        project.replace("views/delays.yaml", "ttl:", "table: hudy\nttl:");
        assertThat(project.mistakes())
                .containsExactly("views/delays.yaml:5: Unknown table 'hudy'. Did you mean 'hudi'?");
        project.replace("views/delays.yaml", "table: hudy", "table: {format: delta, type: mor}");
        assertThat(project.mistakes())
                .containsExactly("views/delays.yaml:5: The key 'type' goes with 'format: hudi' only.");
        project.replace("views/delays.yaml", "table: {format: delta, type: mor}", "table: {type: moor}");
        assertThat(project.mistakes())
                .containsExactlyInAnyOrder(
                        "views/delays.yaml:5: The key 'format' is missing in table.",
                        "views/delays.yaml:5: Unknown type 'moor'. Did you mean 'mor'?",
                        "views/delays.yaml:5: The key 'type' goes with 'format: hudi' only.");
    }
}
