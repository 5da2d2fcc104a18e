package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({
        "7d,604800000000",
        "26h,93600000000",
        "90m,5400000000",
        "30s,30000000",
        "1500ms,1500000",
        "7us,7",
        "0s,0",
        "999999999999us,999999999999"
    })
    void aNumberAndAUnitAreRead(String text, long micros) {
        assertThat(TimeSpan.parse(text).micros()).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7d", "26h", "90m", "30s", "1500ms", "7us", "0s", "36h", "1001ms"})
    void whatItPrintsIsReadBack(String text) {
        TimeSpan span = TimeSpan.parse(text);
        assertThat(TimeSpan.parse(span.toString())).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "-1d", "1.5h", "7 days", "1w", "99999999999999d"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> TimeSpan.parse(text))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid time span: '" + text
                        + "'. Write a whole number and a unit, as 7d, 26h, 90m, 30s or 500ms.");
    }

    @Test
    void nanosecondsAreRefused() {
        assertThatThrownBy(() -> new TimeSpan(Duration.ofNanos(1))).hasMessageContaining("at most microseconds");
    }
}
