package dev.sluice.materializer;

/** Why something failed, as the end of a message. */
final class Reason {
    private Reason() {}

    /** The first line of what the innermost cause says, as a sentence. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String said =
                message == null || message.isBlank() ? innermost.getClass().getSimpleName() : message.strip();
        String line = said.lines().findFirst().orElse(said);
        return line.endsWith(".") ? line : line + ".";
    }
}
