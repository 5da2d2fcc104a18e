package dev.sluice.gate;

import dev.sluice.expectation.Severity;
import dev.sluice.problem.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold of the rows: what to measure, and what the answers mean.
 *
 * @param text the rule in one line, for people
 * @param measures all that the judgement asks for
 */
record Rule(String text, Severity severity, @Nullable Origin origin, List<Measure> measures, Judgement judgement) {
    Rule {
        measures = List.copyOf(measures);
    }

    /** A rule of the gate itself: critical, declared nowhere. */
    static Rule builtIn(String text, List<Measure> measures, Judgement judgement) {
        return new Rule(text, Severity.CRITICAL, null, measures, judgement);
    }

    /** Makes a finding of the answers to the rule's measures. */
    interface Judgement {
        Finding judge(Answers answers);
    }

    /** What was found: see {@link ExpectationResult}. */
    record Finding(boolean success, String observed, long elementCount, long unexpectedCount) {}

    ExpectationResult judge(Answers answers) {
        try {
            Finding found = judgement.judge(answers);
            return new ExpectationResult(
                    text,
                    severity,
                    found.success(),
                    found.observed(),
                    found.elementCount(),
                    found.unexpectedCount(),
                    null,
                    origin);
        } catch (Unmeasured e) {
            return new ExpectationResult(text, Severity.CRITICAL, false, "nothing", 0, 0, e.reason(), origin);
        }
    }
}
