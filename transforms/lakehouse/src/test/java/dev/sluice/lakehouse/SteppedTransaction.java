package dev.sluice.lakehouse;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.delta.NoOpTransactionExecutionObserver$;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.TransactionExecutionObserver;
import org.apache.spark.sql.delta.TransactionExecutionObserver$;
import scala.Function0;
import scala.Option;

/**
 * Delta tells it of each step of a thread's transaction, and it holds each until it is let go. The thread's second
 * transaction, should the first fail, runs freely.
 */
final class SteppedTransaction implements TransactionExecutionObserver {
    private static final long MOST_SECONDS = 120;

    private final Semaphore turns = new Semaphore(0);
    private final Semaphore arrivals = new Semaphore(0);
    private volatile boolean free;
    private volatile boolean over;

    /** Does it in this thread; what it returned or threw. */
    Object end(Callable<?> work) {
        TransactionExecutionObserver$.MODULE$.setObserver(this);
        try {
            return work.call();
        } catch (Exception e) {
            return e;
        } finally {
            TransactionExecutionObserver$.MODULE$.setObserver(NoOpTransactionExecutionObserver$.MODULE$);
            over = true;
            arrivals.release();
        }
    }

    /** Waits until the thread stands before a step, or has ended. */
    void awaitStep() throws InterruptedException {
        acquire(arrivals);
    }

    /** Lets the next step happen, and waits until it has; nothing when there is none. */
    void advance() throws InterruptedException {
        if (!over) {
            turns.release();
            awaitStep();
        }
    }

    private void step() {
        if (free) {
            return;
        }
        arrivals.release();
        try {
            acquire(turns);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void acquire(Semaphore semaphore) throws InterruptedException {
        if (!semaphore.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody came within " + MOST_SECONDS + " seconds");
        }
    }

    @Override
    public OptimisticTransaction startingTransaction(Function0<OptimisticTransaction> start) {
        step();
        return start.apply();
    }

    @Override
    public <T> T preparingCommit(Function0<T> prepare) {
        step();
        return prepare.apply();
    }

    @Override
    public void beginDoCommit() {
        step();
    }

    @Override
    public void beginBackfill() {}

    @Override
    public void beginPostCommit() {
        step();
    }

    @Override
    public void transactionCommitted() {
        free = true;
    }

    @Override
    public void transactionAborted() {
        free = true;
    }

    @Override
    public TransactionExecutionObserver createChild() {
        return this;
    }

    @Override
    public Option<TransactionExecutionObserver> nextObserver() {
        return Option.empty();
    }

    @Override
    public void nextObserver_$eq(Option<TransactionExecutionObserver> next) {}
}
