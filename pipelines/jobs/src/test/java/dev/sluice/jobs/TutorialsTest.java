package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.Sluice;
import dev.sluice.command.Terminal;
import dev.sluice.jobs.TutorialPage.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorials, typed in as they stand, one after the other on one project: each command ends as the page says, and its answer has
 * the page's lines but for numbers and ids. The build takes the first, {@code -Dsluice.tutorials=true} all; {@code
 * -Dsluice.write-tutorials=true} writes the answers into the pages.
 */
class TutorialsTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
    private static final boolean WRITES = Boolean.getBoolean("sluice.write-tutorials");
    private static final List<String> PAGES = WRITES || Boolean.getBoolean("sluice.tutorials")
            ? List.of("DATA-ENGINEER.md", "ML-ENGINEER.md", "SERVING-TEAM.md", "COMMANDS.md")
            : List.of("DATA-ENGINEER.md");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Set<String> FOLLOWED_BY_A_PATH =
            Set.of("--spine", "--spine-sql", "--out", "--append", "--approve", "init", "apply");

    @TempDir
    private Path folder;

    @BeforeAll
    static void theInstallationIsThisOne() {
        TestInstallation.use();
    }

    @Test
    void everyTutorialDoesWhatItSays() throws IOException {
        List<String> differences = new ArrayList<>();
        for (String name : PAGES) {
            TutorialPage page = TutorialPage.read(ROOT.resolve("pipelines/docs/" + name));
            List<List<String>> answers = new ArrayList<>();
            for (Step step : page.steps()) {
                if (step instanceof Step.Write write) {
                    Path file = folder.resolve(write.file());
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, write.text());
                } else if (step instanceof Step.Call call) {
                    answers.add(answer(call));
                    differences.addAll(difference(name, call, answers.get(answers.size() - 1)));
                }
            }
            if (WRITES) {
                Files.writeString(page.file(), page.with(answers));
            }
        }

        assertThat(WRITES ? List.of() : differences).isEmpty();
    }

    @Test
    void aChangedLineIsADifferenceAndAChangedNumberIsNot() {
        Step.Call call = new Step.Call(6, "sluice status", List.of("a@1  OK   2.5 s", "run 1f9bc0de2244"));

        assertThat(difference("PAGE.md", call, List.of("a@1 OK 13 s", "run 000000000000")))
                .isEmpty();
        assertThat(difference("PAGE.md", call, List.of("a@1 BREACH 13 s", "run 000000000000")))
                .singleElement()
                .asString()
                .contains("PAGE.md:7: sluice status", "BREACH");
    }

    private List<String> answer(Step.Call call) {
        List<String> arguments = arguments(call.command());
        if (Set.of("plan", "apply").contains(arguments.get(0))) {
            Said.of(List.of("check", "--project", folder.toString())); // else a process of its own does it
        }
        Said said = Said.of(arguments);
        for (int again = 0; again < 3 && said.isOfASlowStore(); again++) {
            said = Said.of(arguments);
        }
        return said.text()
                .replace(folder + "/", "")
                .replace(folder.toString(), arguments.get(0).equals("init") ? "flights" : ".")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    /** What a command has written; to standard error only the problem that it ended with. */
    private record Said(String text) {
        /** DynamoDB Local on a busy machine: whoever reads this would try again, too. */
        boolean isOfASlowStore() {
            return text.contains("the store has not answered") || text.contains("did not complete before");
        }

        static Said of(List<String> arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
            Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), told, false, false);
            int status = Sluice.execute(terminal, arguments.toArray(String[]::new));
            String problem = err.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> status != 0 && line.startsWith("sluice: "))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            return new Said(out.toString(StandardCharsets.UTF_8) + problem);
        }
    }

    /** The command's words; paths lie in the project, and a project is named unless the command makes one. */
    private List<String> arguments(String command) {
        assertThat(command).startsWith("sluice ");
        List<String> arguments = new ArrayList<>();
        Matcher words = WORD.matcher(command.substring("sluice ".length()));
        String before = "";
        while (words.find()) {
            String word =
                    words.group(3) != null ? words.group(3) : words.group(1) != null ? words.group(1) : words.group(2);
            boolean path = FOLLOWED_BY_A_PATH.contains(before) && !word.startsWith("-");
            arguments.add(
                    path
                            ? folder.resolve(word.equals("flights") ? "." : word)
                                    .normalize()
                                    .toString()
                            : word);
            before = word;
        }
        if (!arguments.get(0).equals("init")) {
            arguments.addAll(List.of("--project", folder.toString()));
        }
        return arguments;
    }

    private static List<String> difference(String page, Step.Call call, List<String> answer) {
        if (shape(answer).equals(shape(call.answer()))) {
            return List.of();
        }
        return List.of(
                page + ":" + (call.line() + 1) + ": " + call.command() + "\nsays now:\n" + String.join("\n", answer));
    }

    /** Lines without what differs from run to run: numbers, ids, the width of columns. */
    private static List<String> shape(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("\\b[0-9a-f]{12,64}\\b", "ID"))
                .map(line -> line.replaceAll("[0-9][0-9.,:]*", "0")
                        .replaceAll("\\b0 (ms|s|min|h)\\b", "TIME")
                        .replaceAll("[ ─]+", " ")
                        .strip())
                .toList();
    }
}
