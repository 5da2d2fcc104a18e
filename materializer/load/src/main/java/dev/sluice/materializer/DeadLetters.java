package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import java.util.Collection;
import java.util.List;

/** Keeps the rows that could not be written, until they are. Threads may share it. */
public interface DeadLetters {
    /** Those of a view, one for each key. */
    List<DeadLetter> of(ViewId view);

    /** Keeps letters; one of a key takes the place of the one before. */
    void add(Collection<DeadLetter> letters);

    /** Forgets those of some keys. */
    void remove(ViewId view, Collection<String> keys);
}
