package dev.sluice.server;

import dev.sluice.client.FeatureStatus;
import dev.sluice.client.FeatureValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a server counts and times, in Prometheus' format. */
final class ServerMetrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String OF_REFERENCES = "(features)";
    private static final Duration[] BUCKETS =
            List.of(1, 2, 4, 10, 20, 40, 100, 200, 400, 1_000, 2_000, 4_000, 10_000).stream()
                    .map(halves -> Duration.ofNanos(halves * 500_000L))
                    .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<Request, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Given, Counter> features = new ConcurrentHashMap<>();

    ServerMetrics(Workers workers, DescriptionWatch<?> description) {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        Gauge.builder("sluice.server.in.flight", workers, Workers::inFlight)
                .description("Requests that are worked on or wait")
                .register(registry);
        Gauge.builder("sluice.server.ready", description, watch -> watch.failure() == null ? 1 : 0)
                .description("Whether the store's description can be read")
                .register(registry);
    }

    /** A request ended, from the arrival of its head to its answer. */
    void requested(String protocol, String route, String status, long nanos) {
        requests.computeIfAbsent(new Request(protocol, route, status), this::timer)
                .record(Duration.ofNanos(nanos));
    }

    private Timer timer(Request request) {
        return Timer.builder("sluice.server.request")
                .description("From the arrival of a request to its answer")
                .tags("protocol", request.protocol, "route", request.route, "status", request.status)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Values were given out. */
    void answered(FeatureAnswer answer) {
        String service =
                answer.query().selection() instanceof Selection.OfService known ? known.service() : OF_REFERENCES;
        int[] counts = new int[FeatureStatus.values().length];
        for (List<FeatureValue> values : answer.values()) {
            for (FeatureValue value : values) {
                counts[value.status().ordinal()]++;
            }
        }
        for (FeatureStatus status : FeatureStatus.values()) {
            if (counts[status.ordinal()] > 0) {
                features.computeIfAbsent(new Given(service, status), this::counter)
                        .increment(counts[status.ordinal()]);
            }
        }
    }

    private Counter counter(Given given) {
        return Counter.builder("sluice.server.features")
                .description("Feature values given out")
                .tags("service", given.service, "status", given.status.name())
                .register(registry);
    }

    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    /** What requests are told apart by. */
    private record Request(String protocol, String route, String status) {}

    /** What values are told apart by. */
    private record Given(String service, FeatureStatus status) {}
}
