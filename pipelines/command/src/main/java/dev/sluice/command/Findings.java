package dev.sluice.command;

import dev.sluice.feature.ViewId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a check of transforms and expectations found.
 *
 * @param mistakes what must be mended, each in a sentence with its place
 * @param unknown what could not be checked, and why: a source that is not there yet
 * @param reworded the views whose query is written otherwise than it is registered, and means the same
 * @param alike features of different views that are the same, as far as it shows
 */
public record Findings(List<String> mistakes, List<String> unknown, Set<ViewId> reworded, List<Alike> alike) {
    public Findings {
        mistakes = List.copyOf(mistakes);
        unknown = List.copyOf(unknown);
        reworded = Set.copyOf(reworded);
        alike = List.copyOf(alike);
    }

    public Findings(List<String> mistakes, List<String> unknown) {
        this(mistakes, unknown, Set.of(), List.of());
    }

    /** In what features are alike. */
    public enum Likeness {
        /** They are computed in the same way from the same rows. */
        SAME,
        /** They are, but for how the value is cast, rounded or defaulted in the end. */
        NEARLY,
        /** Their values had the same statistics in the newest partition of both. */
        STATISTICS
    }

    /** Features of different views that are alike, as {@code airport_delays@1.mean_delay}. */
    public record Alike(Likeness likeness, List<String> features) {
        public Alike {
            features = List.copyOf(features);
        }
    }

    /** The same, and these features too. */
    Findings with(List<Alike> more) {
        return new Findings(
                mistakes,
                unknown,
                reworded,
                Stream.concat(alike.stream(), more.stream()).toList());
    }

    boolean nothing() {
        return mistakes.isEmpty() && unknown.isEmpty();
    }
}
