package dev.sluice.gate;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CountDistinct;
import com.amazon.deequ.analyzers.FrequenciesAndNumRows;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.StandardDeviationState;
import com.amazon.deequ.analyzers.StateLoader;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.metrics.Metric;
import java.util.List;
import scala.Option;
import scala.collection.JavaConverters;

/** The Deequ analyzer of each measure, and the counts in its state. Deequ's metrics are ratios; the states hold counts. */
final class DeequAnalyzers {
    private DeequAnalyzers() {}

    @SuppressWarnings(
            "unchecked") // Scala's Analyzer[_, Metric[_]], as AnalysisRunner declares it, has no exact Java type.
    static Analyzer<?, Metric<?>> of(Measure measure) {
        return (Analyzer<?, Metric<?>>) (Analyzer<?, ?>) analyzer(measure);
    }

    private static Analyzer<?, ?> analyzer(Measure measure) {
        if (measure instanceof Measure.Rows rows) {
            return new Size(where(rows));
        }
        if (measure instanceof Measure.Matches matches) {
            return new MatchesAnalyzer(matches.condition(), matches.scope());
        }
        if (measure instanceof Measure.Extreme extreme) {
            return new ExtremeAnalyzer(extreme);
        }
        if (measure instanceof Measure.Singles singles) {
            return new Uniqueness(JavaConverters.asScalaBuffer(singles.columns()), Option.empty(), Option.empty());
        }
        if (measure instanceof Measure.Distinct distinct) {
            return new CountDistinct(JavaConverters.asScalaBuffer(List.of(distinct.column())));
        }
        return aggregate((Measure.Aggregate) measure);
    }

    private static Analyzer<?, ?> aggregate(Measure.Aggregate aggregate) {
        String column = aggregate.column();
        // Aggregates skip nulls by themselves; the less is asked for each row, the quicker is the scan.
        boolean all = aggregate.scope().equals(Scope.present(column));
        Option<String> where = all ? Option.empty() : where(aggregate);
        return switch (aggregate.function()) {
            case MEAN -> new Mean(column, where);
            case SUM -> new Sum(column, where);
            case DEVIATION -> new StandardDeviation(column, where);
        };
    }

    private static Option<String> where(Measure measure) {
        return measure.scope().equals(Measure.ALL_ROWS) ? Option.empty() : Option.apply(measure.scope());
    }

    /** The answer of an analyzer that has succeeded. */
    static Answer answer(Analyzer<?, ?> analyzer, Metric<?> metric, StateLoader states) {
        double value = (Double) metric.value().get();
        if (analyzer instanceof Size) {
            return new Answer.Counts((long) value, (long) value);
        }
        if (analyzer instanceof MatchesAnalyzer matches) {
            NumMatchesAndCount state = states.load(matches).get();
            return new Answer.Counts(state.numMatches(), state.count());
        }
        if (analyzer instanceof Uniqueness uniqueness) {
            FrequenciesAndNumRows state = states.load(uniqueness).get();
            return new Answer.Counts(Math.round(value * state.numRows()), state.numRows());
        }
        if (analyzer instanceof CountDistinct distinct) {
            FrequenciesAndNumRows state = states.load(distinct).get();
            return new Answer.Counts(Math.round(value), state.numRows());
        }
        if (analyzer instanceof ExtremeAnalyzer extreme) {
            return new Answer.Text(states.load(extreme).get().text());
        }
        if (analyzer instanceof StandardDeviation deviation) {
            return ofSample(states.load(deviation).get());
        }
        return new Answer.Value(value);
    }

    /** Deequ's own metric is that of a population, Great Expectations' that of a sample. */
    private static Answer ofSample(StandardDeviationState state) {
        return state.n() < 2 ? new Answer.Nothing() : new Answer.Value(Math.sqrt(state.m2() / (state.n() - 1)));
    }
}
