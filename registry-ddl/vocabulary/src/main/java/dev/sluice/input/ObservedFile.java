package dev.sluice.input;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a source as it was seen.
 *
 * @param path relative to the project's folder, or an absolute one outside it
 * @param size in bytes
 * @param changed when it was written, in microseconds since the epoch
 * @param rows how many it holds
 * @param events when they happened; null when it holds none
 */
public record ObservedFile(
        String path,
        long size,
        long changed,
        long rows,
        @Nullable EventSpan events) {
    /** Whether the other is this file, unchanged. */
    public boolean sameContent(ObservedFile other) {
        return path.equals(other.path) && size == other.size && changed == other.changed;
    }

    /** Its size, for estimates; nothing when it holds no event. */
    public Optional<SourcePart> part() {
        return events == null ? Optional.empty() : Optional.of(new SourcePart(size, rows, events));
    }
}
