package dev.sluice.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice init DIR}. */
@Command(name = "init", description = "Write a starter project: the flights example, with its data.")
final class InitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder to make; it must be new or empty.")
    private Path folder = Path.of("");

    private final Terminal terminal;

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StarterProject.flights().writeTo(folder);
        terminal.line("Wrote the project flights to " + folder + ".");
        terminal.line("Next: cd " + folder + ", then `sluice plan`.");
        return 0;
    }
}
