package dev.sluice.registry;

import dev.sluice.input.ObservedFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of a source and the states of the source in which it was there.
 *
 * @param since the first state that shows it
 * @param until the first state that does not show it any more; null while it is there
 */
public record SourceFileRecord(
        ObservedFile file, long since, @Nullable Long until) {
    public boolean isThere() {
        return until == null;
    }

    SourceFileRecord goneSince(long state) {
        return new SourceFileRecord(file, since, state);
    }
}
