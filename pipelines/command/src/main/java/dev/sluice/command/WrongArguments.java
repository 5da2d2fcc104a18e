package dev.sluice.command;

import dev.sluice.problem.NearestName;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says which argument is wrong, the nearest that is known, and where help is. */
final class WrongArguments implements IParameterExceptionHandler {
    private static final int EXIT_STATUS = 2;

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String hint = failure instanceof UnmatchedArgumentException unmatched ? hint(command, unmatched) : "";
        command.getErr().println("sluice: " + failure.getMessage() + hint);
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return EXIT_STATUS;
    }

    private static String hint(CommandLine command, UnmatchedArgumentException failure) {
        String wrong = failure.getUnmatched().get(0);
        List<String> known = wrong.startsWith("-")
                ? command.getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
        return NearestName.of(wrong, known)
                .map(name -> ". Did you mean '" + name + "'?")
                .orElse("");
    }
}
