package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SluiceTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));

    @TempDir
    private Path folder;

    @Test
    void helpListsEveryCommand() {
        Captured help = Captured.of("--help");
        assertThat(help.exitStatus()).isZero();
        assertThat(help.out())
                .contains("init", "plan", "apply", "check", "run", "backfill", "materialize", "training-set")
                .contains(
                        "get",
                        "serve",
                        "catalog",
                        "status",
                        "quality",
                        "history",
                        "diff",
                        "deprecate",
                        "consumers",
                        "audit",
                        "dags",
                        "demo",
                        "completion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "plan",
                "apply",
                "check",
                "run",
                "backfill",
                "rollback",
                "activate",
                "lineage",
                "materialize",
                "reconcile",
                "training-set",
                "get",
                "serve",
                "catalog",
                "status",
                "quality",
                "history",
                "diff",
                "deprecate",
                "consumers",
                "audit",
                "dags",
                "demo",
                "doctor",
                "completion"
            })
    void everyCommandHasHelp(String command) {
        Captured help = Captured.of(command, "--help");
        assertThat(help.exitStatus()).isZero();
        assertThat(help.out()).startsWith("Usage: sluice " + command);
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        Captured wrong = Captured.of("materialise");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("materialise")
                .contains("Did you mean 'materialize'?")
                .contains("--help");
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        Captured wrong = Captured.of("plan", "--projct", "x");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err()).contains("Did you mean '--project'?");
    }

    @Test
    void aMissingArgumentIsNamed() {
        Captured wrong = Captured.of("run");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err()).contains("--at");
    }

    @Test
    void aFolderWithoutAProjectSaysHowToMakeOne() {
        Captured wrong = Captured.of("status", "--project", folder.toString());
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err()).contains("sluice.yaml").contains("sluice init").doesNotContain("\tat ");
    }

    @Test
    void anErrorInJsonIsOneDocument() {
        Captured wrong = Captured.of("status", "--output", "json", "--project", folder.toString());
        assertThat(wrong.out()).contains("\"error\"").contains("\"type\" : \"DEFINITION\"");
    }

    @Test
    void aStackTraceIsShownOnlyWithDebug() {
        assertThat(Captured.of("status", "--debug", "--project", folder.toString())
                        .err())
                .contains("\tat ");
    }

    @Test
    void initWritesAProjectOnceAndNeverOverOne() throws IOException {
        System.setProperty("sluice.home", ROOT.toString());
        Path project = folder.resolve("new project");

        assertThat(Captured.of("init", project.toString()).exitStatus()).isZero();
        assertThat(project.resolve("views/airport_delays.sql")).exists();

        Files.writeString(project.resolve("sluice.yaml"), "project: mine\n");
        Captured again = Captured.of("init", project.toString());
        assertThat(again.exitStatus()).isEqualTo(2);
        assertThat(again.err()).contains("it is not empty");
        assertThat(Files.readString(project.resolve("sluice.yaml"))).isEqualTo("project: mine\n");
    }

    @Test
    void completionKnowsTheCommandsAndTheirOptions() {
        assertThat(Captured.of("completion").out()).contains("_complete_sluice").contains("training-set", "--spine");
    }

    /** The launcher chooses the class path by the command's name; what it lists must be what needs Spark. */
    @Test
    void theLauncherGivesSparkToTheCommandsThatNeedIt() throws IOException {
        String launcher = Files.readString(ROOT.resolve("sluice"));
        CommandLine sluice = Sluice.commandLine(Terminal.ofProcess());
        assertThat(listed(launcher, "spark_commands"))
                .isEqualTo(needingSpark(sluice))
                .contains("run", "backfill", "training-set", "check");
        assertThat(listed(launcher, "spark_subcommands"))
                .isEqualTo(needingSpark(
                        Objects.requireNonNull(sluice.getSubcommands().get("quality"))))
                .contains("backtest");
    }

    private static Set<String> listed(String launcher, String name) {
        String list = launcher.replaceAll("(?s).*\n" + name + "=\"([^\"]*)\".*", "$1");
        return new TreeSet<>(Arrays.asList(list.strip().split(" ")));
    }

    private static Set<String> needingSpark(CommandLine parent) {
        Set<String> needing = new TreeSet<>();
        Path sources = ROOT.resolve("pipelines/command/src/main/java/dev/sluice/command");
        parent.getSubcommands().forEach((name, command) -> {
            Path source = sources.resolve(command.getCommand().getClass().getSimpleName() + ".java");
            if (Files.exists(source) && usesSpark(source)) {
                needing.add(name);
            }
        });
        return needing;
    }

    private static boolean usesSpark(Path source) {
        try {
            String text = Files.readString(source);
            return text.contains("SparkJobs") || text.contains("new Execution(");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
