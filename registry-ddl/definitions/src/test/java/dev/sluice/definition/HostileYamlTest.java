package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken, or made to break the reader. */
class HostileYamlTest {
    @TempDir
    private Path folder;

    @Test
    void brokenYamlIsOneLineWithItsPlace() {
        assertSays("- entity: airport\n  key: {airport: string\n- x", "entities.yaml:3: Invalid YAML: ");
        assertSays("- entity: 'airport\n", "Invalid YAML: ");
        assertSays("\t- x", "entities.yaml:1: Invalid YAML: ");
    }

    @Test
    void anEmptyFileAndOneOfAnotherShapeAreNamed() {
        assertSays("", "entities.yaml:1: The file is empty.");
        assertSays("# nothing\n", "entities.yaml:1: The file is empty.");
        assertSays("entity: airport\n", "entities.yaml:1: Invalid value: expected a list, found a mapping.");
        assertSays(
                "- airport\n",
                "entities.yaml:1: Invalid value: expected a mapping of keys to values, found 'airport'.");
    }

    @Test
    void aKeyThatIsThereTwiceIsNamed() {
        assertSays("- entity: a\n  entity: b\n  key: {k: long}\n", "entities.yaml:2: The key 'entity' is there twice.");
    }

    @Test
    void nestingAndAliasesHaveLimits() {
        assertSays("[".repeat(20_000), "Invalid YAML: ");
        assertSays("{a: ".repeat(5_000), "Invalid YAML: ");
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            bomb.append("%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c]\n"
                    .formatted(c, c, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1));
        }
        assertSays(
                bomb.toString(), "Invalid YAML: Number of aliases for non-scalar nodes exceeds the specified max=20.");
    }

    @Test
    void tagsMakeNoObjects() {
        assertSays("- !!javax.script.ScriptEngineManager [x]\n", "Invalid YAML: Global tag is not allowed");
    }

    @Test
    void aLargeFileIsRefusedBeforeItIsParsed() {
        assertSays("# " + "x".repeat(300_000), "entities.yaml:1: The file has more than 256 KiB. Split it.");
    }

    @Test
    void otherEncodingsAreNamed() {
        ProjectFolder project = ProjectFolder.in(folder);
        project.write("entities.yaml", new byte[] {'-', ' ', (byte) 0xff, (byte) 0xfe});
        assertThat(project.mistakes()).contains("entities.yaml:1: The file is not in UTF-8.");
    }

    @Test
    void twoDocumentsInOneFileAreAMistake() {
        assertSays("- {entity: a, key: {k: long}}\n---\n- x\n", "Invalid YAML: ");
    }

    private void assertSays(String entities, String message) {
        ProjectFolder project = ProjectFolder.in(folder);
        project.write("entities.yaml", entities);
        assertThat(project.mistakes()).anySatisfy(line -> assertThat(line).contains(message));
    }
}
