package dev.sluice.feature;

import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The convention for features' names: {@code entity__what} for what a key has, {@code entity__what__aggregation__window} for
 * what was aggregated, as {@code airport__delay__avg__7d}. Whoever reads a name in a model knows what it is.
 */
public final class NameConvention {
    private static final String FORM = "entity__what__aggregation__window";
    private static final Set<String> SHARES = Set.of("rate", "ratio", "share");
    private static final String ALL_TIME = "all";
    private static final int PARTS = 4;

    private NameConvention() {}

    /** How a feature's name departs from the convention, and a name that would not; empty when it follows. */
    public static Optional<String> departure(FeatureView view, String feature) {
        return follows(view.entity().name(), feature.split("__", -1))
                ? Optional.empty()
                : Optional.of("Feature " + feature + " of " + view.id() + " does not follow " + FORM + ". Call it "
                        + suggestion(view.entity().name(), feature) + ".");
    }

    private static boolean follows(String entity, String[] parts) {
        boolean named = parts[0].equals(entity) && Arrays.stream(parts).noneMatch(String::isEmpty);
        boolean aggregated = parts.length == PARTS && isAggregation(parts[2]) && isWindow(parts[3]);
        return named && (parts.length == 2 || aggregated);
    }

    /** The same words in the order of the convention. */
    private static String suggestion(String entity, String feature) {
        List<String> what = new ArrayList<>();
        String aggregation = "AGGREGATION";
        String window = "";
        for (String word : feature.split("_+")) {
            if (isWindow(word)) {
                window = word;
            } else if (isAggregation(word)) {
                aggregation = word;
            } else if (!word.isEmpty() && !word.equals(entity)) {
                what.add(word);
            }
        }
        String plain = entity + "__" + (what.isEmpty() ? "WHAT" : String.join("_", what));
        boolean aggregates = !window.isEmpty() || !aggregation.equals("AGGREGATION");
        return aggregates ? plain + "__" + aggregation + "__" + (window.isEmpty() ? "WINDOW" : window) : plain;
    }

    private static boolean isAggregation(String word) {
        return SHARES.contains(word) || isAccepted(AggregateFunction::parse, word);
    }

    private static boolean isWindow(String word) {
        return word.equals(ALL_TIME) || isAccepted(TimeSpan::parse, word);
    }

    private static boolean isAccepted(Consumer<String> parse, String word) {
        try {
            parse.accept(word);
            return true;
        } catch (SluiceException e) {
            return false;
        }
    }
}
