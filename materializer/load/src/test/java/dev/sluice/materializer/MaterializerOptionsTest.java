package dev.sluice.materializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaterializerOptionsTest {
    private static final MaterializerOptions DEFAULTS = MaterializerOptions.defaults(Path.of("jobs.db"));

    @Test
    void everyNameAndDefaultIsPinned() {
        assertThat(Stream.of(MaterializerOptions.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactly(
                        "jobs",
                        "store",
                        "chunkSize",
                        "replayClock",
                        "clock",
                        "progress",
                        "partitions",
                        "deadLetters",
                        "workers");
        assertThat(DEFAULTS)
                .isEqualTo(new MaterializerOptions(
                        JobDatabase.file(Path.of("jobs.db")),
                        "online",
                        1_000,
                        null,
                        Clock.systemUTC(),
                        ProgressListener.SILENT,
                        4,
                        DEFAULTS.deadLetters(),
                        null));
        assertThat(DEFAULTS.deadLetters()).isInstanceOf(InMemoryDeadLetters.class);
    }

    @Test
    void anEmptyChunkIsRefused() {
        assertThatThrownBy(() -> DEFAULTS.withChunkSize(0))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid chunk size: 0. A chunk has at least one row.");
    }

    @Test
    void noPartitionsAreRefused() {
        assertThatThrownBy(() -> DEFAULTS.withPartitions(0))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid number of partitions: 0. Write 1 to 64.");
    }
}
