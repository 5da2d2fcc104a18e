package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.UnknownOutcomeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ProvokedFailures.class)
class UncertainPromotionTest {
    private static final String DAY = "2001-03-05";

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void lake() {
        lake = Lake.daily(folder);
    }

    @Test
    void whatDeltaSkipsWithoutAWordIsAnErrorHere() {
        StagedPartition zombie = lake.stage(DAY, "zombie", "ORD", 666);
        Supplier<Dataset<Row>> lateRows = () -> {
            lake.run(DAY, 2, "ORD", 1);
            return lake.table.read(zombie);
        };
        assertThatThrownBy(() -> lake.promoter().promote(lateRows, zombie, promotion(1)))
                .hasMessageStartingWith("Cannot promote run zombie of delays@1 for 2001-03-05 as attempt 1: attempt 2"
                        + " (run 2001-03-05-2) has been promoted since.");
        assertThat(lake.promoted()).containsExactly("ORD=1");
    }

    @Test
    void aFailureWithALogThatCannotBeReadIsAnUnknownOutcomeThatSaysWhatToDo() {
        lake.run(DAY, 1, "ORD", 1);
        StagedPartition staged = lake.stage(DAY, "r2", "ORD", 2);
        Path table = Path.of(lake.layout.features(lake.view.id()));
        Supplier<Dataset<Row>> tearingTheLog = () -> {
            tearCommit(table.resolve("_delta_log/00000000000000000002.json"));
            throw new IllegalStateException("the disk is failing");
        };
        assertThatThrownBy(() -> lake.promoter().promote(tearingTheLog, staged, promotion(2)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessage("Cannot promote run r2 of delays@1 for 2001-03-05 with certainty: the write failed and the"
                        + " log of " + table + " cannot be read. Run it again with the same attempt: what was committed"
                        + " is not repeated.")
                .hasRootCauseMessage("the disk is failing");
    }

    private static void tearCommit(Path commit) {
        try {
            Files.writeString(commit, "{\"commitInfo\":{\"ti");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Promotion promotion(long attempt) {
        return new Promotion(attempt, Lake.WRITTEN, "");
    }
}
