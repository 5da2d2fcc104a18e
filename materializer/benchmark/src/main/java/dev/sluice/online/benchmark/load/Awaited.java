package dev.sluice.online.benchmark.load;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work; a benchmark whose work fails ends. */
final class Awaited {
    private Awaited() {}

    static <T> T of(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("A write failed", e);
        }
    }
}
