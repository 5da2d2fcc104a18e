package dev.sluice.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command writes: its answer to standard output, everything else to standard error.
 *
 * @param interactive whether standard error is a terminal, so that lines may be overwritten
 * @param colour whether standard output understands ANSI colours
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour) {
    private static final String RESET = "\u001B[0m";

    /** The terminal of this process. Colours and overwriting are off without a terminal or with NO_COLOR set. */
    static Terminal ofProcess() {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(System.out, System.err, terminal, terminal && allowsColour(System.getenv()));
    }

    /** Whether the user has not said otherwise, by https://no-color.org: an empty value says nothing. */
    static boolean allowsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** The same, for a command whose answer is no part of this one's. */
    Terminal aside() {
        return new Terminal(err, err, false, false);
    }

    void line(String text) {
        out.println(text);
    }

    /** A line beside the answer: progress, hints. */
    void note(String text) {
        err.println(text);
    }

    /** What went wrong, beside the answer. */
    void problem(String message) {
        note("sluice: " + message);
    }

    /** Asks a person; without a terminal the answer is no. */
    boolean confirms(String question) {
        java.io.Console console = interactive ? System.console() : null;
        String answer = console == null ? null : console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }

    String bold(String text) {
        return painted("1", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    /** A state in its colour: what is well green, what needs a look yellow, what failed red. */
    String state(String state) {
        return switch (state.toUpperCase(Locale.ROOT)) {
            case "OK", "COMPLETED", "PASSED", "NEW", "PRESENT" -> painted("32", state);
            case "FAILED", "REFUSED", "BREACH", "GONE", "BROKEN" -> painted("31", state);
            default -> painted("33", state);
        };
    }

    /** What happens to something, as {@code +}, {@code ~} or {@code -}, or a line that begins so, in its colour. */
    String sign(String sign) {
        return painted(sign.startsWith("+") ? "32" : sign.startsWith("-") ? "31" : "33", sign);
    }

    private String painted(String code, String text) {
        return colour ? "\u001B[" + code + "m" + text + RESET : text;
    }
}
