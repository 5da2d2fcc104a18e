package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.micrometer.MicrometerMetrics;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void callsStatusesReadsAndTheCacheAreCounted() {
        ClientOptions options = FlightRows.OPTIONS
                .withMetrics(new MicrometerMetrics(registry))
                .withCache(new CacheOptions(10, TimeSpan.parse("1h")));
        try (FeatureClient client = FeatureClient.over(new WatchedStore(), options)) {
            client.get("delay_model", FlightRows.ORD_TO_ATL);
            client.getAsync("delay_model", FlightRows.ORD_TO_ATL).join();
            assertThatThrownBy(() -> client.get("delay_modl", FlightRows.ORD_TO_ATL))
                    .isInstanceOf(SluiceException.class);
        }

        assertThat(registry.get("sluice.client.requests")
                        .tags("outcome", "OK")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("sluice.client.requests")
                        .tags("service", "delay_modl", "outcome", "UNKNOWN_NAME")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(count("sluice.client.vectors", "service", "delay_model")).isEqualTo(2);
        assertThat(count("sluice.client.features", "status", "PRESENT")).isEqualTo(6);
        assertThat(count("sluice.client.features", "status", "NULL_VALUE")).isEqualTo(2);
        assertThat(count("sluice.client.features", "status", "NOT_FOUND")).isEqualTo(4);
        assertThat(count("sluice.client.cache", "result", "miss")).isEqualTo(3);
        assertThat(count("sluice.client.cache", "result", "hit")).isEqualTo(3);
        assertThat(registry.get("sluice.client.reads").timer().count()).isEqualTo(1);
        assertThat(count("sluice.client.items")).isEqualTo(3);
    }
}
