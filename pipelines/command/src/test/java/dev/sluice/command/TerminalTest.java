package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Terminal PLAIN = new Terminal(System.out, System.err, false, false);
    private static final Terminal COLOURED = new Terminal(System.out, System.err, false, true);

    @Test
    void signsHaveTheirColoursOnATerminalOnly() {
        assertThat(COLOURED.sign("+")).isEqualTo("\u001b[32m+\u001b[0m");
        assertThat(COLOURED.sign("-")).isEqualTo("\u001b[31m-\u001b[0m");
        assertThat(COLOURED.sign("~")).isEqualTo("\u001b[33m~\u001b[0m");
        assertThat(PLAIN.sign("~")).isEqualTo("~");
    }

    @Test
    void aUserMayWantNoColour() {
        assertThat(Terminal.allowsColour(Map.of())).isTrue();
        assertThat(Terminal.allowsColour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.allowsColour(Map.of("NO_COLOR", "1"))).isFalse();
    }
}
