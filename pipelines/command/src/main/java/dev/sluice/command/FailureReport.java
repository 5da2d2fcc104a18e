package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what failed in one message, a program in one document, and nobody a stack trace without {@code --debug}. */
final class FailureReport implements IExecutionExceptionHandler {
    private final Terminal terminal;

    FailureReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        SluiceException problem = problem(failure);
        ProjectCommand command = commandLine.getCommand() instanceof ProjectCommand known ? known : null;
        if (command != null && command.debug()) {
            failure.printStackTrace(terminal.err());
        }
        if (command != null && command.answersInJson()) {
            terminal.line(JsonDocument.text(document(problem)));
        }
        terminal.problem(problem.getMessage());
        return problem instanceof StoppedException stopped
                ? stopped.exitStatus()
                : problem.type().exitStatus();
    }

    /** The status of a command that had these problems: the worst; 0 without one. */
    static int exitStatus(List<SluiceException> problems) {
        return problems.stream()
                .mapToInt(problem -> problem.type().exitStatus())
                .max()
                .orElse(0);
    }

    /** Whether a command that had these problems may get further when it is run again as it is. */
    static boolean retryHelps(List<SluiceException> problems) {
        return problems.stream().anyMatch(problem -> problem.type().retryHelps());
    }

    private static SluiceException problem(Exception failure) {
        return failure instanceof SluiceException problem
                ? problem
                : new SluiceException(
                        CommandError.UNEXPECTED,
                        "Cannot go on: " + failure + ". This is a bug in Sluice; --debug shows where.",
                        failure);
    }

    private static JsonDocument document(SluiceException problem) {
        return JsonDocument.of(
                        "error",
                        JsonDocument.of("code", problem.code().name())
                                .with("type", problem.type().name())
                                .with("message", problem.getMessage())
                                .members())
                .with("retry_helps", problem.type().retryHelps());
    }
}
