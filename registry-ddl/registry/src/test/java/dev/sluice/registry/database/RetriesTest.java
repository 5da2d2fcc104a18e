package dev.sluice.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Retries RETRIES = new Retries(2, List.of(Duration.ZERO, Duration.ZERO));

    private int tried;

    /** Work that meets these problems one after the other, and then none. */
    private String during(DatabaseError... problems) {
        Deque<DatabaseError> left = new ArrayDeque<>(List.of(problems));
        return RETRIES.during(() -> {
            tried++;
            if (!left.isEmpty()) {
                throw left.remove().problem("try " + tried);
            }
            return "done";
        });
    }

    @Test
    void theDefaultsOutlastAServerThatStartsAgain() {
        assertThat(Retries.DEFAULTS)
                .isEqualTo(
                        new Retries(2, List.of(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(4))));
    }

    @Test
    void conflictsAndLostConnectionsAreCountedApart() {
        assertThat(during(
                        DatabaseError.CONFLICT,
                        DatabaseError.CONNECTION_LOST,
                        DatabaseError.CONFLICT,
                        DatabaseError.CONNECTION_LOST))
                .isEqualTo("done");
        assertThat(tried).isEqualTo(5);
    }

    @Test
    void aServerThatIsGoneAfterAConnectionWasLostIsWaitedFor() {
        assertThat(during(DatabaseError.CONNECTION_LOST, DatabaseError.UNREACHABLE))
                .isEqualTo("done");
    }

    @Test
    void aServerThatWasNeverThereIsNot() {
        assertThatThrownBy(() -> during(DatabaseError.UNREACHABLE)).hasMessage("try 1");
    }

    @Test
    void whatIsLostTooOftenIsGivenUpWithTheLastProblem() {
        DatabaseError lost = DatabaseError.CONNECTION_LOST;
        assertThatThrownBy(() -> during(lost, lost, lost, lost)).hasMessage("try 3");
    }

    @Test
    void anOutcomeThatIsUnknownIsNotTriedAgain() {
        assertThatThrownBy(() -> during(DatabaseError.UNKNOWN_OUTCOME)).hasMessage("try 1");
    }
}
