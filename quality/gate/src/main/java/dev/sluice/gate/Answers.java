package dev.sluice.gate;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The answers to all measures of a judgement. */
record Answers(Map<Measure, Answer> byMeasure) {
    /** The counts of a measure; over no row, zeros. */
    Answer.Counts counts(Measure measure) {
        return known(measure) instanceof Answer.Counts counts ? counts : new Answer.Counts(0, 0);
    }

    /** A number over the rows; empty over no row. */
    OptionalDouble value(Measure measure) {
        return known(measure) instanceof Answer.Value value
                ? OptionalDouble.of(value.number())
                : OptionalDouble.empty();
    }

    /** The value of an end of the order; null over no row. */
    @Nullable
    String text(Measure measure) {
        return known(measure) instanceof Answer.Text found ? found.text() : null;
    }

    /** The value of an end of the order; null over no row, and where nobody asked. */
    @Nullable
    String textIfAsked(Measure measure) {
        return byMeasure.containsKey(measure) ? text(measure) : null;
    }

    /** A number over the rows; null over no row, and where nobody asked. */
    @Nullable
    Double valueIfAsked(Measure measure) {
        return byMeasure.containsKey(measure) && value(measure).isPresent()
                ? value(measure).getAsDouble()
                : null;
    }

    /** Numbers in the order in which they were asked for; none over no row. */
    List<Double> numbers(Measure measure) {
        return known(measure) instanceof Answer.Numbers found ? found.numbers() : List.of();
    }

    Answer.Commonest commonest(Measure measure) {
        return known(measure) instanceof Answer.Commonest found ? found : new Answer.Commonest(0, 0, 0, null);
    }

    /** Throws unless these could be measured. */
    void require(List<Measure> measures) {
        measures.forEach(this::known);
    }

    private Answer known(Measure measure) {
        Answer answer = byMeasure.get(measure);
        if (answer == null) {
            throw new IllegalArgumentException("Nobody asked for " + measure);
        }
        if (answer instanceof Answer.Failed failed) {
            throw new Unmeasured(failed.cause());
        }
        return answer;
    }
}
