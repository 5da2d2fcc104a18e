package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonValueTest {
    @Test
    void whatJsonHasNoFormForIsText() {
        assertThat(JsonValue.of(Double.NaN)).isEqualTo("NaN");
        assertThat(JsonValue.of(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
        assertThat(JsonValue.of(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(JsonValue.of(new byte[] {1, 2})).isEqualTo("AQI=");
    }

    @Test
    void numbersStayNumbers() {
        assertThat(JsonValue.of(7L)).isEqualTo(7L);
        assertThat(JsonValue.of(new BigDecimal("1.50"))).isEqualTo(new BigDecimal("1.50"));
        assertThat(JsonValue.of(List.of(1.5f, Float.NaN))).isEqualTo(List.of(1.5f, "NaN"));
    }
}
