package dev.sluice.command;

import java.util.List;

/**
 * What a check of transforms and expectations found.
 *
 * @param mistakes what must be mended, each in a sentence with its place
 * @param unknown what could not be checked, and why: a source that is not there yet
 */
public record Findings(List<String> mistakes, List<String> unknown) {
    public Findings {
        mistakes = List.copyOf(mistakes);
        unknown = List.copyOf(unknown);
    }

    boolean nothing() {
        return mistakes.isEmpty() && unknown.isEmpty();
    }
}
