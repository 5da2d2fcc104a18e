package dev.sluice.registry;

import dev.sluice.registry.database.SqlResource;
import org.jdbi.v3.core.Handle;

/** The order in which things were recorded. Whoever draws a number holds it back from others until its transaction ends. */
final class Sequence {
    private static final String NEXT = SqlResource.of(Sequence.class, "next");

    private Sequence() {}

    static long next(Handle handle) {
        return handle.createQuery(NEXT).mapTo(Long.class).one();
    }
}
