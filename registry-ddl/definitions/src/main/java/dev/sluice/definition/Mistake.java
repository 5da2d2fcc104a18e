package dev.sluice.definition;

import dev.sluice.problem.Origin;

/** Something that is wrong in a project: where, what, and how to mend it. */
public record Mistake(Origin origin, String message) implements Comparable<Mistake> {
    @Override
    public int compareTo(Mistake other) {
        int byFile = origin.file().compareTo(other.origin.file());
        return byFile != 0 ? byFile : Integer.compare(origin.line(), other.origin.line());
    }

    @Override
    public String toString() {
        return origin + ": " + message;
    }
}
