package dev.sluice.gate;

import com.amazon.deequ.analyzers.MeanState;
import com.amazon.deequ.analyzers.NumMatches;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.StandardDeviationState;
import com.amazon.deequ.analyzers.State;
import com.amazon.deequ.analyzers.SumState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import scala.Option;

/** How the state of a measure is kept: its numbers, divided by spaces; doubles as Java writes them, which is exact. */
final class StateText {
    private StateText() {}

    /** What the measure asks for, in words that stay the same from version to version. */
    static String name(Measure measure) {
        if (measure instanceof Measure.Rows) {
            return "rows where " + measure.scope();
        }
        if (measure instanceof Measure.Matches matches) {
            return "rows with " + matches.condition() + " where " + measure.scope();
        }
        if (measure instanceof Measure.Aggregate aggregate) {
            return word(aggregate.function()) + " of " + aggregate.column() + " where " + measure.scope();
        }
        if (measure instanceof Measure.Extreme extreme) {
            return word(extreme.end()) + " " + extreme.column().type() + " of "
                    + extreme.column().name() + " where " + measure.scope();
        }
        return measure.toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String of(State<?> state) {
        if (state instanceof NumMatches rows) {
            return numbers(rows.numMatches());
        }
        if (state instanceof NumMatchesAndCount counts) {
            return numbers(counts.numMatches(), counts.count());
        }
        if (state instanceof MeanState mean) {
            return numbers(mean.sum(), mean.count());
        }
        if (state instanceof StandardDeviationState deviation) {
            return numbers(deviation.n(), deviation.avg(), deviation.m2());
        }
        if (state instanceof SumState sum) {
            return numbers(sum.sum());
        }
        return ((ExtremeAnalyzer.Found) state).text();
    }

    private static String numbers(Number... numbers) {
        return String.join(" ", Arrays.stream(numbers).map(Number::toString).toList());
    }

    static State<?> parse(Measure measure, String text) {
        if (measure instanceof Measure.Extreme extreme) {
            return new ExtremeAnalyzer.Found(text, extreme.column().type(), extreme.end());
        }
        List<String> numbers = List.of(text.split(" "));
        if (measure instanceof Measure.Rows) {
            return new NumMatches(Long.parseLong(numbers.get(0)));
        }
        if (measure instanceof Measure.Matches) {
            return new NumMatchesAndCount(
                    Long.parseLong(numbers.get(0)), Long.parseLong(numbers.get(1)), Option.empty());
        }
        return parse(((Measure.Aggregate) measure).function(), numbers);
    }

    private static State<?> parse(Measure.Function function, List<String> numbers) {
        double first = Double.parseDouble(numbers.get(0));
        return switch (function) {
            case MEAN -> new MeanState(first, Long.parseLong(numbers.get(1)));
            case SUM -> new SumState(first);
            case DEVIATION ->
                new StandardDeviationState(
                        first, Double.parseDouble(numbers.get(1)), Double.parseDouble(numbers.get(2)));
        };
    }
}
