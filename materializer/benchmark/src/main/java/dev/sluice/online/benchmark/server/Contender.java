package dev.sluice.online.benchmark.server;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One way to ask for the features of an entity. */
interface Contender extends AutoCloseable {
    String name();

    /** Asks and returns at once or with the answer; {@code done} hears of the answer, or of what went wrong. */
    void ask(int entity, Done done);

    /** What whoever asks does until the next question, for so long or less; answers may be heard in it. */
    default void pause(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    /** The first feature's value in the answer for an entity, as text. */
    String firstValue(int entity);

    @Override
    void close();

    /** Hears of one answer. */
    @FunctionalInterface
    interface Done {
        /** @param problem what was wrong with it; null when it was right */
        void answered(@Nullable String problem);
    }
}
