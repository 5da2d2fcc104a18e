package dev.sluice.time;

import dev.sluice.problem.VocabularyError;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time that is not negative, exact to the microsecond: {@code 7d}, {@code 26h}, {@code 90m}, {@code 1500ms}. */
public record TimeSpan(Duration duration) implements Comparable<TimeSpan> {
    public static final TimeSpan ZERO = new TimeSpan(Duration.ZERO);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(us|ms|s|m|h|d)");

    public TimeSpan {
        if (duration.isNegative() || duration.getNano() % 1_000 != 0) {
            throw VocabularyError.invalid(
                    "Invalid time span: " + duration + ". It is not negative and has at most microseconds.");
        }
    }

    /** Reads a whole number and a unit: us, ms, s, m (minutes), h or d (24 hours). */
    public static TimeSpan parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw VocabularyError.invalid("Invalid time span: '" + text
                    + "'. Write a whole number and a unit, as 7d, 26h, 90m, 30s or 500ms.");
        }
        return new TimeSpan(scaled(Long.parseLong(matcher.group(1)), matcher.group(2)));
    }

    private static Duration scaled(long amount, String unit) {
        return switch (unit) {
            case "us" -> Duration.ofMillis(amount / 1_000).plusNanos(amount % 1_000 * 1_000);
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofSeconds(amount * 60);
            case "h" -> Duration.ofSeconds(amount * 3_600);
            default -> Duration.ofSeconds(amount * 86_400);
        };
    }

    public long micros() {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
    }

    @Override
    public int compareTo(TimeSpan other) {
        return duration.compareTo(other.duration);
    }

    /** The shortest text that {@link #parse} reads back. */
    @Override
    public String toString() {
        long micros = micros();
        long[] sizes = {86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L, 1_000L};
        String[] units = {"d", "h", "m", "s", "ms"};
        for (int i = 0; i < sizes.length; i++) {
            if (micros > 0 && micros % sizes[i] == 0) {
                return micros / sizes[i] + units[i];
            }
        }
        return micros == 0 ? "0s" : micros + "us";
    }
}
