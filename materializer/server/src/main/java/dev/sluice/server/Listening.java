package dev.sluice.server;

import dev.sluice.problem.SluiceException;

/** Why a server cannot listen. */
final class Listening {
    private Listening() {}

    static SluiceException failed(String protocol, String host, int port, String option, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        boolean taken = String.valueOf(root.getMessage()).contains("in use"); // each transport has its own exception
        String why = taken
                ? "the port is taken. Stop what listens there, or choose another with " + option + " (0: any free one)."
                : root.getMessage() + ". Check the host, and whether the port may be used.";
        return ServerError.CANNOT_LISTEN.problem(
                "Cannot listen for " + protocol + " on " + host + ":" + port + ": " + why, failure);
    }
}
