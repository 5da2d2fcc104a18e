package dev.sluice.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aggregation.WindowModel.Event;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Transform;
import dev.sluice.testing.Property;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlidingWindowsTest {
    private static final WindowPlan PLAN = WindowPlan.of(WindowCase.aggregates());

    @Test
    void slidingWindowsAnswerAsTheModelDoes() {
        Property.holds(3_000, WindowCase::generate, testCase -> {
            SlidingWindows windows = new SlidingWindows(PLAN);
            return isRight(testCase, windows) && isRight(testCase, cleared(windows));
        });
    }

    private static SlidingWindows cleared(SlidingWindows windows) {
        windows.clear();
        return windows;
    }

    private static boolean isRight(WindowCase testCase, SlidingWindows windows) {
        List<Event> events = new ArrayList<>(testCase.events());
        events.sort(Comparator.comparingLong(Event::time));
        int next = 0;
        for (long moment : testCase.moments()) {
            while (next < events.size() && events.get(next).time() < moment) {
                windows.add(events.get(next).time(), events.get(next).values().toArray());
                next++;
            }
            if (!WindowModel.isRight(PLAN, testCase.events(), moment, windows.at(moment))) {
                return false;
            }
        }
        return true;
    }

    @Test
    void totalsOfTilesInAnyOrderAndGroupingAreTheSlidingWindowsBitForBit() {
        Property.holds(3_000, WindowCase::generate, testCase -> {
            long moment = testCase.moments().get(0);
            SlidingWindows windows = new SlidingWindows(PLAN);
            testCase.events().stream()
                    .filter(event -> event.time() < moment)
                    .sorted(Comparator.comparingLong(Event::time))
                    .forEach(event -> windows.add(event.time(), event.values().toArray()));
            return Arrays.deepEquals(
                    windows.at(moment), totals(testCase.events(), moment).results());
        });
    }

    /** Through bytes, in two halves, and shuffled. */
    private static WindowTotals totals(List<Event> events, long moment) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(moment));
        WindowTotals first = new WindowTotals(PLAN, moment);
        WindowTotals second = new WindowTotals(PLAN, moment);
        for (int i = 0; i < shuffled.size(); i++) {
            Event event = shuffled.get(i);
            if (event.time() < moment) {
                Summary summary = Summary.of(PLAN);
                summary.add(event.time(), event.values().toArray());
                (i % 2 == 0 ? first : second).add(event.time(), Summary.read(PLAN, summary.toBytes()));
            }
        }
        first.merge(WindowTotals.read(PLAN, moment, second.toBytes()));
        return WindowTotals.read(PLAN, moment, first.toBytes());
    }

    @Test
    void aWindowHoldsItsStartAndNotItsEnd() {
        SlidingWindows windows = new SlidingWindows(plan("count", ValueType.Scalar.DOUBLE, "1h"));
        windows.add(0, new Object[] {1.0});
        assertThat(windows.at(3_600_000_000L)).containsExactly(1L);
        assertThat(windows.at(3_600_000_001L)).containsExactly(0L);
    }

    @Test
    void anEmptyWindowCountsZeroAndIsNullOtherwise() {
        assertThat(WindowModel.isRight(PLAN, List.of(), 0, new SlidingWindows(PLAN).at(0)))
                .isTrue();
        @Nullable Object[] answers = new SlidingWindows(plan("count,sum,last_3", ValueType.Scalar.LONG, "1d")).at(5);
        assertThat(answers).containsExactly(0L, null, null);
    }

    @Test
    void aGreatNumberLeavesNoTraceWhenItHasLeft() {
        SlidingWindows windows = new SlidingWindows(plan("sum,avg,stddev", ValueType.Scalar.DOUBLE, "7us"));
        windows.add(0, new Object[] {1e16});
        windows.add(1, new Object[] {Double.NaN});
        windows.add(6, new Object[] {1.0});
        assertThat(windows.at(7)[0]).isEqualTo(Double.NaN);
        assertThat(windows.at(9)).containsExactly(1.0, 1.0, null);
    }

    @Test
    void whatDoesNotFitALongIsAnErrorOnlyWhileItIsInTheWindow() {
        SlidingWindows windows = new SlidingWindows(plan("sum", ValueType.Scalar.LONG, "7us"));
        windows.add(0, new Object[] {Long.MAX_VALUE});
        windows.add(5, new Object[] {1L});
        assertThatThrownBy(() -> windows.at(7))
                .hasMessage(
                        "Cannot sum whole numbers: their sum in one window, 9223372036854775808, does not fit a long."
                                + " Declare the aggregation's type as double or decimal.");
        assertThat(windows.at(8)).containsExactly(1L);
    }

    @Test
    void ofEqualTimesTheLeastValueIsTheFirstAndTheGreatestTheLast() {
        SlidingWindows windows = new SlidingWindows(plan("first,last,last_2", ValueType.Scalar.STRING, "7us"));
        for (String word : List.of("b", "c", "a")) {
            windows.add(3, new Object[] {word});
        }
        assertThat(windows.at(4)).containsExactly("a", "c", List.of("b", "c"));
    }

    @Test
    void aDamagedSummaryIsAnError() {
        byte[] bytes = Summary.of(PLAN).toBytes();
        assertThatThrownBy(() -> Summary.read(PLAN, Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessage("Cannot read a summary: it is cut off or damaged.");
        bytes[0] = 9;
        assertThatThrownBy(() -> Summary.read(PLAN, bytes))
                .hasMessage("Cannot read a summary of format 9: this version reads format 1.");
    }

    @Test
    void manyDifferentValuesAreCountedWithinThreePercent() {
        for (int distinct : List.of(100, 3_000, 100_000)) {
            SketchPart sketch = new SketchPart(ValueKind.WHOLE);
            for (long value = 0; value < distinct; value++) {
                sketch.add(0, value * 1_000);
            }
            Object counted = sketch.result(AggregateFunction.parse("approx_distinct_count"), distinct);
            assertThat(Objects.requireNonNull((Long) counted) / (double) distinct)
                    .isBetween(0.97, 1.03);
        }
    }

    private static WindowPlan plan(String functions, ValueType type, String window) {
        return WindowPlan.of(new Transform.Aggregates(
                Map.of(),
                List.of(new Aggregation(
                        "x",
                        "x",
                        type,
                        Arrays.stream(functions.split(","))
                                .map(AggregateFunction::parse)
                                .toList(),
                        List.of(TimeSpan.parse(window))))));
    }
}
