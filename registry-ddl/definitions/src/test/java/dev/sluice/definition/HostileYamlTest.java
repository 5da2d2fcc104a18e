package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.testing.Corpus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    void aFileOfAHundredMegabytesIsNotRead() throws IOException {
        ProjectFolder project = ProjectFolder.in(folder);
        for (String file : List.of("views/delays.yaml", "views/delays.sql")) {
            String before = Files.readString(folder.resolve(file));
            try (RandomAccessFile large =
                    new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
                large.setLength(100_000_000);
            }
            assertThat(project.mistakes()).contains(file + ":1: The file has more than 256 KiB. Split it.");
            project.write(file, before);
        }
    }

    @Test
    void markupInADescriptionIsText() {
        ProjectFolder project = ProjectFolder.in(folder);
        String markup = "<script>alert(1)</script> & {{7*7}}";
        project.write("entities.yaml", "- {entity: airport, key: {airport: string}, description: '" + markup + "'}\n");
        assertThat(FeatureProject.read(folder).entities().get(0).metadata().description())
                .isEqualTo(markup);
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
