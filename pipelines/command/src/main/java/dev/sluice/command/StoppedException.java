package dev.sluice.command;

import dev.sluice.problem.SluiceException;

/** The user stopped the command. */
final class StoppedException extends SluiceException {
    private static final long serialVersionUID = 1;

    private final int exitStatus;

    /** @param exitStatus 128 and the number of the signal */
    StoppedException(int exitStatus, Throwable cause) {
        this(exitStatus, "Stopped on request. Run the same command again.", cause);
    }

    /** @param message what was left, and how to go on */
    StoppedException(int exitStatus, String message, Throwable cause) {
        super(CommandError.STOPPED, message, cause);
        this.exitStatus = exitStatus;
    }

    int exitStatus() {
        return exitStatus;
    }
}
