package dev.sluice.gate;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
