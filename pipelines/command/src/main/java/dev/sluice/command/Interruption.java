package dev.sluice.command;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C, and {@code kill}, as an interruption of the thread that works, which then ends in order. A second one, after a
 * second or more, ends the process at once.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final int SIGNALLED = 128;

    private final AtomicLong firstAt = new AtomicLong();
    private final List<Registered> handlers;
    private volatile int exitStatus;

    private Interruption(Thread worker) {
        this.handlers = List.of(register("INT", worker), register("TERM", worker));
    }

    static Interruption ofThisThread() {
        return new Interruption(Thread.currentThread());
    }

    private Registered register(String name, Thread worker) {
        Signal signal = new Signal(name);
        return new Registered(signal, Signal.handle(signal, received -> handle(received, worker)));
    }

    private void handle(Signal signal, Thread worker) {
        long now = System.nanoTime();
        exitStatus = SIGNALLED + signal.getNumber();
        if (firstAt.compareAndSet(0, now)) {
            worker.interrupt();
        } else if (now - firstAt.get() > PATIENCE_NANOS) {
            Runtime.getRuntime().halt(exitStatus);
        }
    }

    /** Does interruptible work; what it throws when it is interrupted is that. */
    static <T> T during(Supplier<T> work) {
        try (Interruption interruption = ofThisThread()) {
            return interruption.explaining(work);
        }
    }

    /** The same for work that ends in order by itself when it can. */
    <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            if (happened()) {
                throw new StoppedException(exitStatus, e);
            }
            throw e;
        }
    }

    boolean happened() {
        return exitStatus != 0;
    }

    /** As shells count it: 128 and the number of the signal; 0 when there was none. */
    int exitStatus() {
        return exitStatus;
    }

    @Override
    public void close() {
        handlers.forEach(handler -> Signal.handle(handler.signal(), handler.before()));
    }

    /** A signal and what handled it before. */
    private record Registered(Signal signal, SignalHandler before) {}
}
