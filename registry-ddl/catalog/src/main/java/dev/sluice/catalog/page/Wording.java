package dev.sluice.catalog.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and codes as people read them. */
public final class Wording {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final int DIGITS = 4;
    private static final double LARGE = 1e9;
    private static final double SMALL = 1e-4;

    private Wording() {}

    /** {@code 26h}, {@code 3d}; a dash where there is none. */
    public static String age(@Nullable Long seconds) {
        if (seconds == null) {
            return "\u2013";
        }
        if (seconds < 2 * MINUTE) {
            return seconds + "s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + "m";
        }
        return seconds < 2 * DAY ? seconds / HOUR + "h" : seconds / DAY + "d";
    }

    /** Four digits are enough to compare by eye. */
    public static String number(@Nullable Double value) {
        if (value == null) {
            return "\u2013";
        }
        if (!Double.isFinite(value)) {
            return value.toString();
        }
        double size = Math.abs(value);
        if (size >= LARGE || (size > 0 && size < SMALL)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The same of a number that came as text. */
    public static String number(@Nullable String value) {
        try {
            return value == null ? "\u2013" : number(Double.valueOf(value));
        } catch (NumberFormatException e) {
            return String.valueOf(value);
        }
    }

    public static String count(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1_000 && unit < units.length - 1) {
            size /= 1_000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }

    public static String seconds(double seconds) {
        return seconds < 2 * MINUTE ? String.format(Locale.ROOT, "%.1fs", seconds) : age((long) seconds);
    }

    /** {@code 2001-03-01 04:05:06} of an instant's text; it is UTC. */
    public static String moment(@Nullable String instant) {
        return instant == null ? "\u2013" : instant.replace('T', ' ').replaceAll("(\\.\\d+)?Z$", "");
    }

    public static String percent(double share) {
        return share == 1 ? "100%" : String.format(Locale.ROOT, "%.1f%%", Math.floor(share * 1_000) / 10);
    }

    /** A state as people read it: {@code at risk}. */
    public static String state(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What colour a state has: good, look, bad, busy or none. */
    public static String tone(String state) {
        return switch (state) {
            case "OK", "COMPLETED", "PROMOTED", "promoted", "passed", "applied", "up to date" -> "good";
            case "BREACH", "FAILED", "REFUSED", "failed", "quarantined", "error" -> "bad";
            case "AT_RISK", "stale", "warned", "changed", "behind", "new" -> "look";
            case "COMPUTING", "STAGED", "JUDGED", "running" -> "busy";
            default -> "none";
        };
    }
}
