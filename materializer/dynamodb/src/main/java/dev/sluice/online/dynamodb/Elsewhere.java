package dev.sluice.online.dynamodb;

import dev.sluice.online.DaemonThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Other threads for work that no interrupt ends, as asking a name server: who waits for it can still be interrupted, and so
 * keeps the deadline of a call.
 */
final class Elsewhere {
    private static final int THREADS = 4;
    private static final ThreadPoolExecutor POOL = pool();

    private Elsewhere() {}

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("sluice-dynamodb-names"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The result of the work; work that nobody waits for any more is not begun. */
    static <T> T await(Callable<T> work) throws ExecutionException, InterruptedException {
        Future<T> result = POOL.submit(work);
        try {
            return result.get();
        } finally {
            result.cancel(false);
        }
    }
}
