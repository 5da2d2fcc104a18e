package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How often something is tried again that certainly had no effect.
 *
 * @param conflicts how often, at once, when another transaction was in the way
 * @param pauses before each try after the connection was lost: long enough for a server to start again
 */
record Retries(int conflicts, List<Duration> pauses) {
    static final Retries DEFAULTS =
            new Retries(2, List.of(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(4)));

    Retries {
        pauses = List.copyOf(pauses);
    }

    <T> T during(Supplier<T> work) {
        int conflicted = 0;
        int lost = 0;
        while (true) {
            try {
                return work.get();
            } catch (SluiceException e) {
                if (e.code() == DatabaseError.CONFLICT && conflicted < conflicts) {
                    conflicted++;
                } else if (isLost(e, lost) && lost < pauses.size()) {
                    pause(pauses.get(lost), e);
                    lost++;
                } else {
                    throw e;
                }
            }
        }
    }

    /** A server that was there and cannot be reached now is one that starts again. */
    private static boolean isLost(SluiceException problem, int lost) {
        return problem.code() == DatabaseError.CONNECTION_LOST
                || (lost > 0 && problem.code() == DatabaseError.UNREACHABLE);
    }

    private static void pause(Duration pause, SluiceException reason) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
