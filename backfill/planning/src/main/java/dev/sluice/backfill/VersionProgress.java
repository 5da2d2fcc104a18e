package dev.sluice.backfill;

import dev.sluice.feature.ViewId;

/**
 * How much of what the active version of a view has another version has, too, by its definition of now.
 *
 * @param active the version that uses without a version follow
 * @param covered partitions of the active version whose whole time the other one has promoted
 * @param partitions all promoted partitions of the active version
 * @param empty whether the version has promoted nothing
 */
public record VersionProgress(ViewId view, int active, int covered, int partitions, boolean empty) {
    /** Whether readers that change to it miss no partition. */
    public boolean isComplete() {
        return covered == partitions && !empty;
    }

    public boolean isActive() {
        return active == view.version();
    }

    /** As {@code 31 of 59}. */
    @Override
    public String toString() {
        return covered + " of " + partitions;
    }
}
