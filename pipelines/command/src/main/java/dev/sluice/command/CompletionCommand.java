package dev.sluice.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code sluice completion}. */
@Command(name = "completion", description = "Print the completion of bash and zsh: source <(sluice completion).")
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.line(AutoComplete.bash("sluice", Sluice.commandLine(terminal)));
        return 0;
    }
}
