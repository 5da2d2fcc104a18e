package dev.sluice.command;

import dev.sluice.feature.ViewId;
import java.util.List;
import java.util.Set;

/**
 * What a check of transforms and expectations found.
 *
 * @param mistakes what must be mended, each in a sentence with its place
 * @param unknown what could not be checked, and why: a source that is not there yet
 * @param reworded the views whose query is written otherwise than it is registered, and means the same
 * @param alike features of different views that are computed alike
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

    /**
     * Features that are computed alike from the same rows, as {@code airport_delays@1.mean_delay}.
     *
     * @param exactly whether they are the same; else they differ in how the value is rounded, cast or defaulted in the end
     */
    public record Alike(boolean exactly, List<String> features) {
        public Alike {
            features = List.copyOf(features);
        }
    }

    boolean nothing() {
        return mistakes.isEmpty() && unknown.isEmpty();
    }
}
