package dev.sluice.gate;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold of the rows: what to measure, and what the answers mean.
 *
 * @param text the rule in one line, for people
 * @param declared the expectation that it keeps; the gate's own rules stand in no file
 * @param measures all that the judgement asks for
 * @param rows the one of them that single rows break by not matching it; null when they cannot
 */
record Rule(
        String text,
        Expectation declared,
        List<Measure> measures,
        @Nullable Measure rows,
        Judgement judgement) {
    Rule {
        measures = List.copyOf(measures);
    }

    /** The same rule, which single rows break by not matching a measure. */
    Rule withRows(Measure broken) {
        return new Rule(text, declared, measures, broken, judgement);
    }

    /** Makes a finding of the answers to the rule's measures. */
    interface Judgement {
        Finding judge(Answers answers);
    }

    /** @param pii whose values the result does not show */
    ExpectationResult judge(Answers answers, PiiColumns pii) {
        try {
            return result(declared.severity(), pii.hidden(this, judgement.judge(answers)), null);
        } catch (Unmeasured e) {
            return result(Severity.CRITICAL, new Finding(false, "nothing", 0, 0, Map.of()), pii.reason(e));
        }
    }

    private ExpectationResult result(Severity severity, Finding found, @Nullable String error) {
        return new ExpectationResult(text, declared, severity, found, error);
    }
}
