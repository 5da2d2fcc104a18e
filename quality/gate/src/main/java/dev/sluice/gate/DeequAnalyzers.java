package dev.sluice.gate;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.FrequenciesAndNumRows;
import com.amazon.deequ.analyzers.InMemoryStateProvider;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.metrics.Metric;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.List$;

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
            return new Compliance(
                    matches.condition(),
                    "coalesce(" + matches.condition() + ", FALSE)",
                    where(matches),
                    List$.MODULE$.empty(),
                    Option.empty());
        }
        if (measure instanceof Measure.Singles singles) {
            return new Uniqueness(JavaConverters.asScalaBuffer(singles.columns()), Option.empty(), Option.empty());
        }
        return aggregate((Measure.Aggregate) measure);
    }

    private static Analyzer<?, ?> aggregate(Measure.Aggregate aggregate) {
        return switch (aggregate.function()) {
            case MEAN -> new Mean(aggregate.column(), where(aggregate));
            case MINIMUM -> new Minimum(aggregate.column(), where(aggregate), Option.empty());
            case MAXIMUM -> new Maximum(aggregate.column(), where(aggregate), Option.empty());
        };
    }

    private static Option<String> where(Measure measure) {
        return measure.scope().equals(Measure.ALL_ROWS) ? Option.empty() : Option.apply(measure.scope());
    }

    /** The answer of an analyzer that has succeeded. */
    static Answer answer(Analyzer<?, ?> analyzer, Metric<?> metric, InMemoryStateProvider states) {
        double value = (Double) metric.value().get();
        if (analyzer instanceof Size) {
            return new Answer.Counts((long) value, (long) value);
        }
        if (analyzer instanceof Compliance compliance) {
            NumMatchesAndCount state = states.load(compliance).get();
            return new Answer.Counts(state.numMatches(), state.count());
        }
        if (analyzer instanceof Uniqueness uniqueness) {
            FrequenciesAndNumRows state = states.load(uniqueness).get();
            return new Answer.Counts(Math.round(value * state.numRows()), state.numRows());
        }
        return new Answer.Value(value);
    }
}
