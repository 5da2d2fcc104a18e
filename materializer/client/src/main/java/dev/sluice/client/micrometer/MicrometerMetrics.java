package dev.sluice.client.micrometer;

import dev.sluice.client.ClientMetrics;
import dev.sluice.client.FeatureStatus;
import dev.sluice.problem.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Tells a Micrometer registry; the names are listed in the module's README. */
public final class MicrometerMetrics implements ClientMetrics {
    private static final String REQUESTS = "sluice.client.requests";
    private static final String CACHE = "sluice.client.cache";

    private final MeterRegistry registry;

    public MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(String service, Duration time, int vectors) {
        registry.timer(REQUESTS, "service", service, "outcome", "OK").record(time);
        registry.counter("sluice.client.vectors", "service", service).increment(vectors);
    }

    @Override
    public void failed(String service, Duration time, ErrorCode code) {
        registry.timer(REQUESTS, "service", service, "outcome", code.name()).record(time);
    }

    @Override
    public void features(String service, FeatureStatus status, int count) {
        registry.counter("sluice.client.features", "service", service, "status", status.name())
                .increment(count);
    }

    @Override
    public void read(Duration time, int items) {
        registry.timer("sluice.client.reads").record(time);
        registry.counter("sluice.client.items").increment(items);
    }

    @Override
    public void hedged() {
        registry.counter("sluice.client.hedges").increment();
    }

    @Override
    public void cached(int hits, int misses) {
        registry.counter(CACHE, "result", "hit").increment(hits);
        registry.counter(CACHE, "result", "miss").increment(misses);
    }

    @Override
    public void shared(int items) {
        registry.counter("sluice.client.shared").increment(items);
    }
}
