package dev.sluice.doctor;

/**
 * What a look at one thing has found.
 *
 * @param subject what was looked at, in a word or two: {@code registry}, {@code clock of registry}
 * @param message what was found, in one line
 * @param remedy what to do about it, in one line; empty when there is nothing to do
 */
public record Finding(String subject, Verdict verdict, String message, String remedy) {
    public Finding {
        message = oneLine(message);
        remedy = oneLine(remedy);
    }

    public static Finding ok(String subject, String message) {
        return new Finding(subject, Verdict.OK, message, "");
    }

    public static Finding skipped(String subject, String why) {
        return new Finding(subject, Verdict.SKIPPED, why, "");
    }

    public static Finding warning(String subject, String message, String remedy) {
        return new Finding(subject, Verdict.WARNING, message, remedy);
    }

    public static Finding broken(String subject, String message, String remedy) {
        return new Finding(subject, Verdict.BROKEN, message, remedy);
    }

    public boolean isBroken() {
        return verdict == Verdict.BROKEN;
    }

    /** Message and remedy. */
    public String text() {
        return remedy.isEmpty() ? message : message + " " + remedy;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
