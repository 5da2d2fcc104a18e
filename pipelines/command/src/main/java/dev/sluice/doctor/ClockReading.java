package dev.sluice.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What another machine's clock said, between two looks at this one's.
 *
 * @param grain how finely it tells the time
 */
record ClockReading(Instant before, Instant said, Instant after, Duration grain) {
    /** The times of rows, leases and expiries may differ by so much. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** From here on signatures are refused, leases of the living are taken over, and values expire early or late. */
    private static final Duration TOO_MUCH = Duration.ofSeconds(30);

    /** Something that was asked for, with what a clock said meanwhile. */
    record Asked<T>(T answer, @Nullable ClockReading reading) {}

    static <T> Asked<T> during(
            Clock clock, Duration grain, ThrowingSupplier<T> question, Function<T, @Nullable Instant> said)
            throws Exception {
        Instant before = clock.instant();
        T answer = question.get();
        Instant after = clock.instant();
        Instant told = said.apply(answer);
        return new Asked<>(answer, told == null ? null : new ClockReading(before, told, after, grain));
    }

    /** A question that may fail. */
    interface ThrowingSupplier<T> {
        T get() throws Exception;
    }

    /** How far it is ahead of this machine's, at least; negative when it is behind. */
    Duration ahead() {
        Instant latest = said.plus(grain);
        if (said.isAfter(after)) {
            return Duration.between(after, said);
        }
        return latest.isBefore(before) ? Duration.between(before, latest) : Duration.ZERO;
    }

    Finding finding(String whose) {
        String subject = "clock of " + whose;
        Duration ahead = ahead();
        Duration off = ahead.abs();
        if (off.compareTo(TOLERANCE) <= 0) {
            return Finding.ok(subject, "It goes with this machine's.");
        }
        String message = "It is " + words(off) + (ahead.isNegative() ? " behind" : " ahead of") + " this machine's.";
        String remedy =
                "Let both follow a time server (chronyc tracking, timedatectl), or values expire and leases end at"
                        + " the wrong moment.";
        return off.compareTo(TOO_MUCH) > 0
                ? Finding.broken(subject, message, remedy)
                : Finding.warning(subject, message, remedy);
    }

    private static String words(Duration off) {
        return off.toMinutes() < 2 ? off.toSeconds() + " s" : off.toMinutes() + " min";
    }
}
