package dev.sluice.expectation;

import dev.sluice.problem.VocabularyError;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far from what is usual a partition may be: from the promoted partitions of the same hour of the week.
 *
 * @param deviations so many robust standard deviations from the median are too far; 3.5 after Iglewicz and Hoaglin (1993)
 * @param weeks how far back is looked
 * @param least with fewer partitions nothing is usual yet, and nothing is judged
 */
public record AnomalyCheck(double deviations, int weeks, int least, Severity severity) {
    public static final AnomalyCheck DEFAULTS = new AnomalyCheck(3.5, 12, 4, Severity.WARNING);

    private static final int MOST_WEEKS = 520;

    public AnomalyCheck {
        if (!(deviations > 0) || weeks < 1 || weeks > MOST_WEEKS || least < 2 || least > weeks) {
            throw VocabularyError.invalid("Invalid anomaly check: " + deviations + " deviations from at least " + least
                    + " partitions of " + weeks + " weeks. Use more than 0 deviations, 2 to " + MOST_WEEKS
                    + " weeks, and at least 2 partitions, not more than there are weeks.");
        }
    }

    /** As the arguments of an expectation. */
    public Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("deviations", deviations);
        arguments.put("weeks", weeks);
        arguments.put("least", least);
        return arguments;
    }

    @Override
    public String toString() {
        return severity + " " + arguments();
    }
}
