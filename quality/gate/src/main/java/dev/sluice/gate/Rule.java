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
 */
record Rule(String text, Expectation declared, List<Measure> measures, Judgement judgement) {
    Rule {
        measures = List.copyOf(measures);
    }

    /** Makes a finding of the answers to the rule's measures. */
    interface Judgement {
        Finding judge(Answers answers);
    }

    ExpectationResult judge(Answers answers) {
        try {
            return result(declared.severity(), judgement.judge(answers), null);
        } catch (Unmeasured e) {
            return result(Severity.CRITICAL, new Finding(false, "nothing", 0, 0, Map.of()), e.reason());
        }
    }

    private ExpectationResult result(Severity severity, Finding found, @Nullable String error) {
        return new ExpectationResult(text, declared, severity, found, error);
    }
}
