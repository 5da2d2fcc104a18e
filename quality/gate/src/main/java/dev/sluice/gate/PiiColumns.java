package dev.sluice.gate;

import dev.sluice.feature.FeatureView;
import java.util.Collections;
import java.util.Set;

/**
 * The columns of a view whose values tell of persons. What the gate says of them are counts: no least, no greatest, no mean,
 * which over few rows are somebody's value.
 */
record PiiColumns(Set<String> names) {
    /** What stands where a value would. */
    static final String HIDDEN = "***";

    PiiColumns {
        names = Set.copyOf(names);
    }

    static PiiColumns of(FeatureView view) {
        return new PiiColumns(view.piiColumns());
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean contain(String column) {
        return names.contains(column);
    }

    /** Whether the answer to a measure shows values of such a column. */
    boolean areShownBy(Measure measure) {
        if (measure instanceof Measure.Aggregate aggregate) {
            return contain(aggregate.column());
        }
        if (measure instanceof Measure.Extreme extreme) {
            return contain(extreme.column().name());
        }
        if (measure instanceof Measure.Quantiles quantiles) {
            return contain(quantiles.column());
        }
        return measure instanceof Measure.Commonest commonest && contain(commonest.column());
    }

    /** A finding without what the measures of its rule show. */
    Finding hidden(Rule rule, Finding found) {
        return rule.measures().stream().noneMatch(this::areShownBy)
                ? found
                : new Finding(
                        found.success(),
                        HIDDEN,
                        found.elementCount(),
                        found.unexpectedCount(),
                        Collections.singletonMap("observed_value", HIDDEN));
    }

    /** Why a rule could not be judged: what Spark says may quote a value that it stumbled over. */
    String reason(Unmeasured unmeasured) {
        return isEmpty() || unmeasured.isOfQuery()
                ? unmeasured.reason()
                : "cannot be measured. What Spark said is kept back: it may quote a value, and the view has columns tagged"
                        + " pii (" + unmeasured.kind() + ").";
    }
}
