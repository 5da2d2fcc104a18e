package dev.sluice.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The {@code sluice} command. */
@Command(
        name = "sluice",
        description = "A lakehouse-native feature platform: compute, gate, promote, serve.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = SluiceVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            InitCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            CheckCommand.class,
            RunCommand.class,
            BackfillCommand.class,
            RollbackCommand.class,
            ActivateCommand.class,
            DiffCommand.class,
            DeprecateCommand.class,
            ConsumersCommand.class,
            MaterializeCommand.class,
            ReconcileCommand.class,
            TrainingSetCommand.class,
            GetCommand.class,
            ServeCommand.class,
            CatalogCommand.class,
            StatusCommand.class,
            QualityCommand.class,
            HistoryCommand.class,
            AuditCommand.class,
            LineageCommand.class,
            DagsCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            SparkTrialCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class Sluice {
    private Sluice() {}

    public static void main(String[] arguments) {
        System.exit(execute(Terminal.ofProcess(), arguments));
    }

    /** Runs a command line and returns its exit status: 0 done, 1 the operation failed, 2 the input was wrong. */
    public static int execute(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new Sluice(), new CommandFactory(terminal));
        commandLine.setOut(new java.io.PrintWriter(terminal.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        commandLine.setErr(new java.io.PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setAbbreviatedOptionsAllowed(false);
        commandLine.setExecutionExceptionHandler(new FailureReport(terminal));
        commandLine.setParameterExceptionHandler(new WrongArguments());
        return commandLine;
    }
}
