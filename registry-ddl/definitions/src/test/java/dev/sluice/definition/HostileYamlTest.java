package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.testing.Corpus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are broken, or made to break the reader. */
class HostileYamlTest {
    @TempDir
    private Path folder;

    static List<Corpus.Case> hostile() {
        return Corpus.of(HostileYamlTest.class, "hostile-yaml.txt");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsWrongIsSaidWithItsPlace(Corpus.Case document) {
        ProjectFolder project = ProjectFolder.in(folder);
        project.write("entities.yaml", document.text());
        List<String> mistakes = assertTimeoutPreemptively(Duration.ofSeconds(20), project::mistakes);
        assertThat(mistakes).anySatisfy(line -> assertThat(line).contains(document.says()));
        assertThat(mistakes).allSatisfy(line -> assertThat(line).hasSizeLessThan(400));
    }

    @Test
    void theCorpusIsLargeEnough() {
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(13);
    }

    @Test
    void aMarkOfByteOrderIsNoMistake() {
        ProjectFolder project = ProjectFolder.in(folder);
        project.write("entities.yaml", "\ufeff- {entity: airport, key: {airport: string}}\n");
        assertThat(project.mistakes()).isEmpty();
    }

    @Test
    void otherEncodingsAreNamed() {
        ProjectFolder project = ProjectFolder.in(folder);
        project.write("entities.yaml", new byte[] {'-', ' ', (byte) 0xff, (byte) 0xfe});
        assertThat(project.mistakes()).contains("entities.yaml:1: The file is not in UTF-8.");
        project.write("entities.yaml", "- {entity: a}".getBytes(StandardCharsets.UTF_16));
        assertThat(project.mistakes()).contains("entities.yaml:1: The file is not in UTF-8.");
    }
}
