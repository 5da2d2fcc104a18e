package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a window holds and what functions make of it, in the plainest way. */
public final class WindowModel {
    private static final double NEARLY = 1e-12;
    private static final double QUANTILE_ERROR = 0.0101;
    private static final double SKETCH_ERROR = 0.1;

    private WindowModel() {}

    /** An event: its time in microseconds and a value for each input, null where there is none. */
    public record Event(long time, List<@Nullable Object> values) {}

    /** Whether these are the plan's features over the windows that end at a moment. */
    public static boolean isRight(WindowPlan plan, List<Event> events, long moment, @Nullable Object[] answers) {
        for (int i = 0; i < answers.length; i++) {
            WindowPlan.Output output = plan.outputs().get(i);
            ValueKind kind = plan.inputs().get(output.input()).kind();
            long length = plan.windows().get(output.window());
            List<Object> window = window(events, output.input(), kind, moment, length);
            if (!agrees(output.function(), answers[i], answer(output.function(), kind, window))) {
                return false;
            }
        }
        return true;
    }

    /** The values of an input in {@code [moment - length, moment)}, in order of time, then value. */
    private static List<Object> window(List<Event> events, int input, ValueKind kind, long moment, long length) {
        return events.stream()
                .filter(event -> event.time() >= moment - length && event.time() < moment)
                .filter(event -> event.values().get(input) != null)
                .sorted(Comparator.comparingLong(Event::time)
                        .thenComparing((left, right) -> kind.compare(value(left, input), value(right, input))))
                .map(event -> kind.normal(value(event, input)))
                .toList();
    }

    private static Object value(Event event, int input) {
        return Objects.requireNonNull(event.values().get(input));
    }

    /** The exact answer; of quantiles the value that is approximated, of sketches the true number. */
    private static @Nullable Object answer(AggregateFunction function, ValueKind kind, List<Object> window) {
        int count = window.size();
        if (count == 0) {
            return function.countsNothing() ? 0L : null;
        }
        return switch (function.kind()) {
            case COUNT -> (long) count;
            case SUM -> sum(kind, window);
            case AVG ->
                kind == ValueKind.REAL
                        ? (Double) sum(kind, window) / count
                        : total(window)
                                .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                                .doubleValue();
            case MIN -> window.stream().min(kind::compare).orElseThrow();
            case MAX -> window.stream().max(kind::compare).orElseThrow();
            case STDDEV -> count < 2 ? null : Math.sqrt(variance(kind, window));
            case VARIANCE -> count < 2 ? null : variance(kind, window);
            case FIRST -> window.get(0);
            case LAST -> window.get(count - 1);
            case LAST_K -> window.subList(Math.max(0, count - function.parameter()), count);
            case DISTINCT_COUNT, APPROX_DISTINCT_COUNT -> (long) new HashSet<>(window).size();
            case QUANTILE ->
                window.stream().map(kind::toDouble).sorted().toList().get((count - 1) * function.parameter() / 100);
        };
    }

    private static Object sum(ValueKind kind, List<Object> window) {
        if (kind != ValueKind.REAL) {
            return kind == ValueKind.WHOLE ? total(window).longValueExact() : total(window);
        }
        double special = window.stream()
                .mapToDouble(value -> (Double) value)
                .filter(value -> !Double.isFinite(value))
                .sum();
        return special == 0 ? (Object) total(window).doubleValue() : special;
    }

    private static BigDecimal total(List<Object> window) {
        return window.stream().map(value -> new BigDecimal(value.toString())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static double variance(ValueKind kind, List<Object> window) {
        if (window.stream().mapToDouble(kind::toDouble).anyMatch(value -> !Double.isFinite(value))) {
            return Double.NaN;
        }
        List<BigDecimal> numbers =
                window.stream().map(kind::toDouble).map(BigDecimal::new).toList();
        BigDecimal count = BigDecimal.valueOf(numbers.size());
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal squares = numbers.stream().map(x -> x.multiply(x)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return squares.multiply(count)
                .subtract(sum.multiply(sum))
                .divide(count.multiply(count.subtract(BigDecimal.ONE)), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** Whether an answer is the model's: exactly, but for what is approximate by its meaning. */
    private static boolean agrees(AggregateFunction function, @Nullable Object actual, @Nullable Object expected) {
        if (actual == null || expected == null || actual.equals(expected)) {
            return Objects.equals(actual, expected);
        }
        return switch (function.kind()) {
            case STDDEV, VARIANCE -> near((Double) actual, (Double) expected, NEARLY);
            case QUANTILE -> near((Double) actual, (Double) expected, QUANTILE_ERROR);
            case APPROX_DISTINCT_COUNT ->
                Math.abs((Long) actual - (Long) expected) <= 1 + SKETCH_ERROR * (Long) expected;
            default -> actual instanceof BigDecimal decimal && decimal.compareTo((BigDecimal) expected) == 0;
        };
    }

    private static boolean near(double actual, double expected, double relative) {
        return Math.abs(actual - expected) <= relative * Math.abs(expected) + Double.MIN_NORMAL;
    }
}
