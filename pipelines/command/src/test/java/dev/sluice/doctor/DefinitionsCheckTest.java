package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsCheckTest {
    @TempDir
    private Path folder;

    @Test
    void aProjectInOrderIsToldByWhatItHas() {
        DoctoredProject.in(folder);
        assertThat(new DefinitionsCheck(folder).findings())
                .containsExactly(Finding.ok("project", "flights: 0 views, 0 services, no mistakes."));
    }

    @Test
    void theFirstMistakeIsToldWithItsPlace() {
        DoctoredProject.in(folder).settings("lak: x\nregistri: y\n");
        assertThat(new DefinitionsCheck(folder).findings())
                .containsExactly(Finding.broken(
                        "project",
                        "sluice.yaml:2: Unknown key 'lak' in sluice.yaml. Did you mean 'lake'?",
                        "It is the first of 2 mistakes: `sluice plan` names them all."));
    }

    @Test
    void aSourceThatIsGoneIsNamed() throws IOException {
        DoctoredProject.in(folder);
        Files.delete(folder.resolve("flights.csv"));
        assertThat(new DefinitionsCheck(folder).findings())
                .containsExactly(Finding.broken(
                        "project",
                        "There is nothing where these sources should be: flights (flights.csv).",
                        "Put the files there, or mend `path` in sources.yaml."));
    }

    @Test
    void aFolderWithoutAProjectIsBroken() {
        Examination examination = Examination.of(java.util.List.of(new DefinitionsCheck(folder.resolve("nowhere"))));
        assertThat(examination.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding -> assertThat(finding.message()).contains("there is no such folder"));
    }
}
