package dev.sluice.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that materializer/README.md names for each promise are there. */
class PromisesTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
    private static final Pattern LINE =
            Pattern.compile("^\\| ([OX]\\d+(?:, [OX]\\d+)*) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyPromiseNamesTestsThatExist() throws IOException {
        Matcher lines = LINE.matcher(Files.readString(ROOT.resolve("materializer/README.md")));
        Set<String> promised = new LinkedHashSet<>();
        while (lines.find()) {
            promised.addAll(List.of(lines.group(1).split(", ")));
            Matcher tests = TEST.matcher(lines.group(2));
            assertThat(tests.find()).as(lines.group()).isTrue();
            do {
                assertThat(source(tests.group(1))).as(tests.group()).contains("void " + tests.group(2) + "(");
            } while (tests.find());
        }
        assertThat(promised)
                .contains("O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8")
                .contains("X4", "X8", "X9", "X10", "X11", "X12", "X13");
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> modules =
                Stream.concat(Files.list(ROOT.resolve("materializer")), Files.list(ROOT.resolve("pipelines")))) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                Optional<Path> found = find(tests, test + ".java");
                if (found.isPresent()) {
                    return Files.readString(found.get());
                }
            }
        }
        throw new AssertionError("There is no " + test);
    }

    private static Optional<Path> find(Path tests, String name) throws IOException {
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.endsWith(name)).findFirst();
        }
    }
}
