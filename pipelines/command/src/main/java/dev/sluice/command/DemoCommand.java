package dev.sluice.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice demo}: the whole story, told by the commands that a user would type. */
@Command(name = "demo", description = "The whole story on real flights, in one command: about four minutes.")
final class DemoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The folder to make; default: flights-demo.")
    private Path folder = Path.of("flights-demo");

    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        makeProject();
        for (Chapter chapter : chapters()) {
            int status = tell(chapter);
            if (status != 0) {
                terminal.problem("The demo stops here: the command above ended with exit status " + status
                        + ". Started again, it goes on.");
                return status;
            }
        }
        end();
        return 0;
    }

    private void makeProject() {
        if (Files.isRegularFile(folder.resolve("sluice.yaml"))) {
            terminal.line(terminal.bold("The project in " + folder + " is there already; the demo goes on with it."));
            return;
        }
        StarterProject.flights().writeTo(folder);
        terminal.line(terminal.bold("A feature project in " + folder + ":")
                + " three views, one service, 966,409 flights of January and February 2001.");
    }

    private List<Chapter> chapters() {
        String out = folder.resolve("training-sets/delay_model").toString();
        String labels = folder.resolve("data/labels.parquet").toString();
        return List.of(
                new Chapter("What is new in the project?", "plan"),
                new Chapter("Register it.", "apply"),
                new Chapter(
                        "Compute February, day by day: each day is staged, judged by its expectations, then promoted.",
                        "backfill",
                        "--from",
                        "2001-02-01",
                        "--to",
                        "2001-03-01"),
                new Chapter("What did the gate say of the newest day?", "quality", "airport_delays"),
                new Chapter("How do the views stand?", "status"),
                new Chapter("Bring the newest values to DynamoDB.", "materialize"),
                new Chapter(
                        "Was the flight more than 15 minutes late? A training set, each label with what was known at its time.",
                        "training-set",
                        "delay_model",
                        "--spine",
                        labels,
                        "--time",
                        "date",
                        "--out",
                        out,
                        "--overwrite"),
                new Chapter(
                        "What would a model see now for a flight from Chicago to Atlanta?",
                        "get",
                        "delay_model",
                        "origin=ORD",
                        "destination=ATL"));
    }

    private int tell(Chapter chapter) {
        List<String> arguments = new ArrayList<>(chapter.arguments());
        arguments.add("--project");
        arguments.add(folder.toString());
        terminal.line("");
        terminal.line(terminal.bold(chapter.title()));
        terminal.line(terminal.faint("$ sluice " + String.join(" ", arguments)));
        terminal.out().flush();
        return ChildProcess.sluiceHere(arguments);
    }

    private void end() {
        terminal.line("");
        terminal.line(terminal.bold("Where everything lies"));
        TextTable table = TextTable.of("WHAT", "WHERE");
        table.row("definitions", folder.resolve("views"));
        table.row("feature tables (Delta)", folder.resolve("lake/features"));
        table.row("newest row of each key (Delta)", folder.resolve("lake/latest"));
        table.row("training set (Parquet, manifest.json)", folder.resolve("training-sets/delay_model"));
        table.row("registry, online store", folder.resolve(".sluice"));
        table.print(terminal);
        terminal.line("");
        terminal.line(terminal.bold("What to try next"));
        terminal.line("  break a day:   lower max_value of late_share_7d in views/airport_delays.expectations.json,");
        terminal.line("                 then sluice apply and sluice run airport_delays --at 2001-02-28");
        terminal.line("  add a feature: edit views/airport_delays.sql and .yaml, then sluice plan");
        terminal.line("  look closer:   sluice history airport_delays, sluice quality route_delays, sluice get --help");
    }

    /** A command of the story, and why it is run. */
    private record Chapter(String title, List<String> arguments) {
        Chapter(String title, String... arguments) {
            this(title, List.of(arguments));
        }
    }
}
