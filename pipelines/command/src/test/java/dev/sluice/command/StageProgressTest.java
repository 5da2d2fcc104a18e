package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StageProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(boolean interactive) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive,
                false);
    }

    private void work(boolean interactive, Duration patience) {
        try (StageProgress progress = new StageProgress(terminal(interactive), patience)) {
            progress.started(7, 4);
            for (int task = 0; task < 4; task++) {
                progress.advanced(7);
            }
            progress.advanced(8);
        }
    }

    @Test
    void theTasksOfAStageAreShownBesideTheAnswer() {
        work(true, Duration.ZERO);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("stage 7 [######..................] 1/4  tasks")
                .contains("stage 7 [########################] 4/4  tasks")
                .endsWith("\r\u001B[K");
        assertThat(out.size()).isZero();
    }

    @Test
    void withoutATerminalTenthsAreLines() {
        work(false, Duration.ZERO);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "stage 7 [######..................] 1/4  tasks",
                        "stage 7 [############............] 2/4  tasks",
                        "stage 7 [##################......] 3/4  tasks",
                        "stage 7 [########################] 4/4  tasks");
    }

    @Test
    void shortWorkIsSilent() {
        work(true, Duration.ofMinutes(1));

        assertThat(err.size()).isZero();
        assertThat(out.size()).isZero();
    }
}
