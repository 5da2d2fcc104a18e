package dev.sluice.input;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a source that a run has read: of files the number under which the registry keeps them, of a Delta table its
 * version. States of one source only grow.
 */
public record InputState(Kind kind, long number) {
    private static final Pattern TEXT = Pattern.compile("(files|version) (\\d{1,18})");

    /** What numbers the states. */
    public enum Kind {
        FILES("files"),
        VERSION("version");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Reads what {@link #toString} writes; empty for anything else, as runs of earlier releases have recorded. */
    public static Optional<InputState> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Kind kind = matcher.group(1).equals(Kind.FILES.word) ? Kind.FILES : Kind.VERSION;
        return Optional.of(new InputState(kind, Long.parseLong(matcher.group(2))));
    }

    @Override
    public String toString() {
        return kind.word + " " + number;
    }
}
