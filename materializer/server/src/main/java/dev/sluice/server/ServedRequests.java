package dev.sluice.server;

import dev.sluice.time.TimeSpan;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way of a request, whatever it came by: parsed, answered and written by one worker, within its time. */
final class ServedRequests {
    private final Workers workers;
    private final FeatureReads reads;
    private final ServerMetrics metrics;

    ServedRequests(Workers workers, FeatureReads reads, ServerMetrics metrics) {
        this.workers = workers;
        this.reads = reads;
        this.metrics = metrics;
    }

    <T> CompletableFuture<T> submit(Supplier<FeatureQuery> parse, Function<FeatureAnswer, T> write, TimeSpan within) {
        return workers.submit(() -> answered(parse, write), within);
    }

    private <T> T answered(Supplier<FeatureQuery> parse, Function<FeatureAnswer, T> write) {
        FeatureAnswer answer = reads.read(parse.get());
        T written = write.apply(answer);
        metrics.answered(answer);
        return written;
    }
}
