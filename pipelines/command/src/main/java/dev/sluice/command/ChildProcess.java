package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another {@code sluice}, started by this one and stopped with it. */
final class ChildProcess {
    private static final int PATIENCE_SECONDS = 20;

    private ChildProcess() {}

    /** Runs a command to its end; what it says on either stream goes to this process's standard error. */
    static int sluice(Terminal terminal, List<String> arguments) {
        Process process = start(arguments, false);
        try {
            byte[] said = process.getInputStream().readAllBytes();
            terminal.err().print(process.waitFor() == 0 ? "" : new String(said, StandardCharsets.UTF_8));
            return process.exitValue();
        } catch (IOException | InterruptedException e) {
            throw stopped(process, e);
        }
    }

    /** Runs a command to its end on this process's own streams. */
    static int sluiceHere(List<String> arguments) {
        Process process = start(arguments, true);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw stopped(process, e);
        }
    }

    private static Process start(List<String> arguments, boolean ownStreams) {
        List<String> command = new ArrayList<>();
        command.add(Installation.launcher().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (ownStreams) {
            builder.inheritIO();
        }
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            return process;
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.NOT_INSTALLED, "Cannot start " + command.get(0) + ": " + e.getMessage() + ".", e);
        }
    }

    /** Asks a process to end and lets it do so in order. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SluiceException stopped(Process process, Exception cause) {
        process.destroy();
        return new SluiceException(CommandError.UNEXPECTED, "Cannot wait for another command: stopped.", cause);
    }
}
