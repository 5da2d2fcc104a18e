package dev.sluice.aggregation;

import dev.sluice.aggregation.WindowModel.Event;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Transform;
import dev.sluice.testing.Choices;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of one key and moments to look at them: ties, borders, nulls, NaN, infinities, negative times. */
public record WindowCase(List<Event> events, List<Long> moments) {
    private static final String NUMBERS =
            "count,sum,avg,min,max,stddev,variance,first,last,last_3,distinct_count,approx_distinct_count,p50,p90";
    private static final String TEXTS = "count,min,max,first,last,last_2,distinct_count,approx_distinct_count";

    /** Every function over every kind, in windows of 7 microseconds, 1 millisecond and 90 minutes. */
    public static Transform.Aggregates aggregates() {
        return new Transform.Aggregates(
                Map.of(),
                List.of(
                        aggregation("real", ValueType.Scalar.DOUBLE, NUMBERS),
                        aggregation("whole", ValueType.Scalar.LONG, NUMBERS),
                        aggregation("money", new ValueType.Decimal(18, 2), NUMBERS),
                        aggregation("word", ValueType.Scalar.STRING, TEXTS)));
    }

    private static Aggregation aggregation(String name, ValueType type, String functions) {
        return new Aggregation(
                name,
                name,
                type,
                Arrays.stream(functions.split(","))
                        .map(AggregateFunction::parse)
                        .toList(),
                Stream.of("7us", "1ms", "90m").map(TimeSpan::parse).toList());
    }

    public static WindowCase generate(Choices choices) {
        List<Event> events = new ArrayList<>();
        int count = choices.below(12);
        for (int i = 0; i < count; i++) {
            events.add(new Event(time(choices), values(choices)));
        }
        List<Long> moments = new ArrayList<>();
        int asked = 1 + choices.below(5);
        for (int i = 0; i < asked; i++) {
            moments.add(time(choices));
        }
        moments.sort(Comparator.naturalOrder());
        return new WindowCase(events, moments);
    }

    private static long time(Choices choices) {
        return choices.among(0L, 7L, 1_000L, -3L, 5_400_000_000L, -5_400_000_003L, -62_135_596_800_000_000L)
                + choices.below(9);
    }

    private static List<@Nullable Object> values(Choices choices) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(orNull(
                choices,
                1.5,
                0.1,
                1e16,
                -1e16,
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                -1e-300,
                4e-324,
                1e300));
        values.add(orNull(choices, 1L, -5L, 0L, 1L << 60, -(1L << 60), 7L));
        values.add(orNull(choices, decimal("1.00"), decimal("-0.01"), decimal("9999999999999999.99")));
        values.add(orNull(choices, "a", "", "\uFFFD", "\uD83D\uDE00", "b"));
        return values;
    }

    private static @Nullable Object orNull(Choices choices, Object... options) {
        Object value = choices.among(options);
        return choices.chance(5) ? null : value;
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
