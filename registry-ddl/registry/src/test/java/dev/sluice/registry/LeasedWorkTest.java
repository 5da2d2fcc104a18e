package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeasedWorkTest {
    @ParameterizedTest
    @CsvSource({
        "run/flights/airport_delays@1/2001-03-05, run airport_delays@1 for 2001-03-05",
        "latest/flights/airport_delays@1, refresh the latest rows of airport_delays@1",
        "materialize/flights/airport_delays@1, materialize airport_delays@1",
        "apply/flights, apply project flights",
        "vacuum/flights, work on vacuum/flights",
        "run/flights, work on run/flights"
    })
    void aResourceTellsTheWork(String resource, String work) {
        assertThat(LeasedWork.of(resource)).isEqualTo(work);
    }
}
