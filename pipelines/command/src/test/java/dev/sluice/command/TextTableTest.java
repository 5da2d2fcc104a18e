package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAlignedAndNumbersStandToTheRight() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TextTable.of("VIEW", "ROWS")
                .row("airport_delays@1", 7)
                .row("a", 1234)
                .print(Captured.terminal(out, new ByteArrayOutputStream()));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("VIEW              ROWS", "airport_delays@1     7", "a                 1234");
    }
}
