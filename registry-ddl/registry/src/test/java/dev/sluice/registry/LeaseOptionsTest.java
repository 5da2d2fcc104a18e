package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseOptionsTest {
    @Test
    void theDefaultsAreAsDocumented() {
        assertThat(LeaseOptions.DEFAULTS).isEqualTo(new LeaseOptions(Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }

    @Test
    void aLeaseOutlivesAMissedHeartbeat() {
        assertThatThrownBy(() -> new LeaseOptions(Duration.ofSeconds(10), Duration.ofSeconds(6)))
                .hasMessage("A lease of PT10S does not outlive a missed heartbeat");
    }
}
