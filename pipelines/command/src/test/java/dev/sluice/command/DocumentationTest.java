package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the pages of this repository say of files, headings and commands is so. */
class DocumentationTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
    private static final List<MarkdownPage> PAGES = MarkdownPage.below(ROOT);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        List<String> broken = new ArrayList<>();
        PAGES.forEach(page -> page.links().stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !isThere(page, link))
                .forEach(link -> broken.add(place(page) + ": " + link)));

        assertThat(broken).isEmpty();
    }

    @Test
    void everyCommandInABlockOfCodeIsOneThatTheCommandLineTakes() {
        List<String> refused = new ArrayList<>();
        for (MarkdownPage page : PAGES) {
            for (MarkdownPage.Line call : page.calls()) {
                String problem = problem(words(call.text()));
                if (problem != null) {
                    refused.add(place(page) + ":" + call.number() + ": " + problem);
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void everyCommandInASentenceExistsAndHasItsOptions() {
        List<String> unknown = new ArrayList<>();
        PAGES.forEach(page -> page.inlineCode().stream()
                .filter(code -> code.startsWith("sluice "))
                .filter(code -> !code.matches("sluice (COMMAND|\\.\\.\\.).*"))
                .flatMap(code -> unknown(code).stream())
                .forEach(what -> unknown.add(place(page) + ": " + what)));

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyCommandStandsOnThePageOfCommands() {
        MarkdownPage page = MarkdownPage.read(ROOT.resolve("pipelines/docs/COMMANDS.md"));
        List<String> shown = page.inlineCode().stream()
                .filter(code -> code.startsWith("sluice "))
                .map(code -> code.substring("sluice ".length()) + " ")
                .toList();
        List<String> commands = names("", Sluice.commandLine(Terminal.ofProcess()));

        assertThat(commands)
                .contains("plan", "dags compile", "training-set rebuild")
                .doesNotContain("spark-trial");
        assertThat(commands).allMatch(name -> shown.stream().anyMatch(code -> code.startsWith(name + " ")));
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(file -> file.toString().matches(".*/src/test/.*\\.java"))
                    .toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                tests.merge(name, Files.readString(file), String::concat);
            }
        }
        List<String> missing = PAGES.stream()
                .flatMap(page -> page.inlineCode().stream())
                .filter(code -> code.matches("[A-Z]\\w+(Test|Contract)(#\\w+)?"))
                .filter(code -> {
                    String[] parts = code.split("#");
                    return !tests.getOrDefault(parts[0], "")
                            .contains(parts.length == 1 ? parts[0] : " " + parts[1] + "(");
                })
                .toList();

        assertThat(tests).containsKey("DocumentationTest");
        assertThat(missing).isEmpty();
    }

    @Test
    void everyMetricOfAnAlarmIsOneThatStatusOrTheServerPrints() throws IOException {
        String printed = Files.readString(
                ROOT.resolve("pipelines/command/src/main/java/dev/sluice/command/FreshnessMetrics.java"));
        String served = Files.readString(
                ROOT.resolve("materializer/server/src/main/java/dev/sluice/server/ServerMetrics.java"));

        assertThat(metrics("sluice_view_\\w+"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(printed).contains("\"" + metric));
        assertThat(metrics("sluice_server_\\w+"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(served)
                        .contains("\""
                                + metric.replaceFirst("_seconds_count$", "").replace('_', '.') + "\""));
    }

    private static List<String> metrics(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve("pipelines/docs/OPERATIONS.md")))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    @Test
    void everyAlarmHasItsSection() throws IOException {
        MarkdownPage page = MarkdownPage.read(ROOT.resolve("pipelines/docs/OPERATIONS.md"));
        List<String> alarms = Pattern.compile("alert: (\\w+)")
                .matcher(Files.readString(page.file()))
                .results()
                .map(alarm -> alarm.group(1).toLowerCase(Locale.ROOT))
                .toList();

        assertThat(alarms).isNotEmpty();
        assertThat(page.anchors()).containsAll(alarms);
    }

    @Test
    void whatIsWrongIsFound() {
        MarkdownPage page = MarkdownPage.of(
                ROOT.resolve("PAGE.md"),
                List.of(
                        "# A heading, with `code`",
                        "[one](NOWHERE.md) [two](#a-heading-with-code) [three](#another)",
                        "    $ sluice statsu",
                        "    sluice backfill --from 2001-02-01 \\",
                        "      --too 2001-03-01"));

        assertThat(page.links()).containsExactly("NOWHERE.md", "#a-heading-with-code", "#another");
        assertThat(page.anchors()).containsExactly("a-heading-with-code");
        assertThat(isThere(page, "NOWHERE.md")).isFalse();
        assertThat(page.calls())
                .extracting(call -> problem(words(call.text())))
                .containsExactly("Unmatched argument at index 0: 'statsu'", "Unknown option: '--too'");
        assertThat(unknown("sluice quality metrics --form A")).containsExactly("sluice quality metrics --form");
        assertThat(unknown("sluice nothing")).containsExactly("sluice nothing");
    }

    /** The names of the commands below one, and of those below them. */
    private static List<String> names(String before, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(below -> !below.getKey().equals("help"))
                .filter(below ->
                        !below.getValue().getCommandSpec().usageMessage().hidden())
                .flatMap(below -> Stream.concat(
                        Stream.of(before + below.getKey()),
                        names(before + below.getKey() + " ", below.getValue()).stream()))
                .toList();
    }

    private static boolean isThere(MarkdownPage page, String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1
                || (parts[0].isEmpty() ? page : MarkdownPage.read(file))
                        .anchors()
                        .contains(parts[1]);
    }

    private static @Nullable String problem(List<String> arguments) {
        try {
            Sluice.commandLine(Terminal.ofProcess()).parseArgs(arguments.toArray(String[]::new));
            return null;
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Of a command in a sentence, its names and options as far as there are none. */
    private static List<String> unknown(String code) {
        CommandLine command = Sluice.commandLine(Terminal.ofProcess());
        List<String> unknown = new ArrayList<>();
        String name = "sluice";
        for (String word : words(code.substring(name.length() + 1))) {
            String option = word.replaceFirst("=.*", "");
            CommandLine below = command.getSubcommands().get(word);
            if (below != null) {
                command = below;
                name += " " + word;
            } else if (name.equals("sluice") && !option.startsWith("-")) {
                unknown.add(name + " " + word);
                return unknown;
            } else if (option.startsWith("--") && command.getCommandSpec().findOption(option) == null) {
                unknown.add(name + " " + option);
            }
        }
        return unknown;
    }

    /** The words of a line up to what a shell takes for itself: a pipe, a redirection, a comment, another command. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            String bare = matcher.group(3);
            if (bare != null
                    && Arrays.asList("|", ">", ">>", "<", "&", "&&", "||", ";", "#", "2>&1")
                            .contains(bare)) {
                break;
            }
            words.add(bare != null ? bare : matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words;
    }

    private static String place(MarkdownPage page) {
        return ROOT.relativize(page.file()).toString();
    }
}
