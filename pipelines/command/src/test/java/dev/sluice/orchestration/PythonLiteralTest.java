package dev.sluice.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PythonLiteralTest {
    @Test
    void aTextIsWhatPythonReadsAsTheSame() {
        assertThat(PythonLiteral.of("a \"b\" \\n")).isEqualTo("\"a \\\"b\\\" \\\\n\"");
        assertThat(PythonLiteral.of("\n\u007f\u00e9")).isEqualTo("\"\\u000a\\u007f\\u00e9\"");
        assertThat(PythonLiteral.of(Character.toString(0x1f600))).isEqualTo("\"\\U0001f600\"");
        assertThat(PythonLiteral.of(List.of("a", "b"))).isEqualTo("[\"a\", \"b\"]");
    }
}
