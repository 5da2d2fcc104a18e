package dev.sluice.transform;

import dev.sluice.input.EventSpan;
import dev.sluice.input.ObservedFile;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its events.
 *
 * @param events null when it holds none
 */
record FileTimes(long rows, @Nullable EventSpan events) {
    static final FileTimes EMPTY = new FileTimes(0, null);

    ObservedFile of(SourceFile file, String path) {
        return new ObservedFile(path, file.size(), file.changed(), rows, events);
    }
}
