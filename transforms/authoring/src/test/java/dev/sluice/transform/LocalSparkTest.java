package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalSparkTest {
    @Test
    void theSessionIsInUtcWhateverTheHostSays() {
        String shown = LocalSpark.session()
                .sql("SELECT CAST(timestamp'1970-01-01T00:00:00Z' AS STRING)")
                .first()
                .getString(0);
        assertThat(shown).isEqualTo("1970-01-01 00:00:00");
    }
}
