package dev.sluice.pointintime;

import dev.sluice.testing.Choices;
import dev.sluice.time.EpochMicros;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A generated history: labels, and of each view of {@link HistoryViews} the rows; around one moment, mostly at distances
 * where something begins or ends to be seen.
 */
@NullUnmarked
record History(List<Label> labels, List<List<Version>> rows) {
    private static final long HOUR = 3_600_000_000L;
    private static final Long[] MOMENTS = Stream.of(
                    "1970-01-01T00:00:00Z",
                    "1969-12-31T23:59:59.999999Z",
                    "2001-03-05T12:00:00Z",
                    "2026-03-29T01:00:00Z", // clocks go forward in Europe
                    "2026-10-25T01:00:00Z", // and back
                    "1582-10-10T00:00:00Z", // a day that the Julian calendar skipped to the Gregorian
                    "0001-01-03T00:00:00Z",
                    "9999-12-31T23:59:59.999999Z")
            .map(text -> EpochMicros.of(Instant.parse(text)))
            .toArray(Long[]::new);

    /** A label; its moment in microseconds. */
    record Label(@Nullable String key, @Nullable Long moment) {}

    /** A row of a view; times in microseconds. */
    record Version(
            @Nullable String key,
            @Nullable Long eventTime,
            @Nullable Long createdTime,
            @Nullable Object value,
            @Nullable Long count) {
        @Override
        public String toString() {
            Object shown = value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
            return "[%s at %s, written %s: %s, %s]".formatted(key, eventTime, createdTime, shown, count);
        }
    }

    static History generate(Choices choices) {
        long moment = choices.among(MOMENTS);
        List<Label> labels = IntStream.rangeClosed(0, choices.below(3))
                .mapToObj(i -> label(choices, moment))
                .toList();
        List<List<Version>> rows = new ArrayList<>();
        for (int view = 0; view < HistoryViews.VIEWS.size(); view++) {
            int number = view;
            List<Version> versions = new ArrayList<>();
            for (int left = choices.below(5); left > 0; left--) {
                versions.add(
                        !versions.isEmpty() && choices.chance(3)
                                ? rival(choices, versions.get(versions.size() - 1), number)
                                : version(choices, moment, number));
            }
            rows.add(versions);
        }
        return new History(labels, rows);
    }

    /** A row as new as another one, mostly of another value. */
    private static Version rival(Choices choices, Version other, int view) {
        return new Version(other.key(), other.eventTime(), other.createdTime(), value(choices, view), other.count());
    }

    private static Label label(Choices choices, long moment) {
        return new Label(key(choices), choices.chance(12) ? null : moment + distance(choices));
    }

    private static Version version(Choices choices, long moment, int view) {
        long reach = choices.among(0L, HistoryViews.ttlMicros(view), HistoryViews.delayMicros(view));
        long eventTime = moment - reach + distance(choices);
        Long created = switch (choices.below(4)) {
            case 0 -> eventTime;
            case 1 -> moment + distance(choices);
            case 2 -> moment;
            default -> null;
        };
        Long count = choices.among(1L, 2L, null);
        return new Version(key(choices), choices.chance(20) ? null : eventTime, created, value(choices, view), count);
    }

    private static @Nullable String key(Choices choices) {
        return choices.among("a", "a", "a", "A", "", "\u00e9", null);
    }

    private static long distance(Choices choices) {
        return choices.among(0L, 0L, 1L, -1L, 999_999L, -1_000_000L, HOUR, -HOUR);
    }

    private static @Nullable Object value(Choices choices, int view) {
        return switch (view) {
            case 0 -> choices.among(0L, 1L, null, (1L << 53) + 1, Long.MIN_VALUE);
            case 1 -> choices.among(0.0, -0.0, null, Double.NaN, 1.5, Double.NEGATIVE_INFINITY);
            case 2 -> choices.among("", "a", null, "A", "\uffee", "\ud83d\ude00");
            case 3 ->
                choices.among(
                        List.of(), List.of(0.0), List.of(-0.0), null, Arrays.asList((Double) null), List.of(1.0, 2.0));
            case 4 -> choices.among(new byte[0], new byte[] {127}, new byte[] {-128}, null, new byte[] {0, 1});
            default ->
                choices.among(new BigDecimal("0.00"), new BigDecimal("-1.50"), null, new BigDecimal("99999999.99"));
        };
    }
}
