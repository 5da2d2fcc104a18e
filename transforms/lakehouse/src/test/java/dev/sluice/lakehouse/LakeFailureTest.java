package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ConcurrentModificationException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

class LakeFailureTest {
    @Test
    void theInnermostCauseIsToldInOneLineAndKept() {
        Exception failure = new RuntimeException(
                "Job aborted\nplan: Exchange ...", new IOException("No space left on device\nmore"));
        assertThat(LakeFailure.explain(failure, "Cannot stage delays@1"))
                .hasMessage("Cannot stage delays@1: No space left on device.")
                .hasCause(failure)
                .satisfies(e -> assertThat(e.type()).isEqualTo(ErrorType.EXTERNAL));
        assertThat(LakeFailure.explain(new RuntimeException(), "Cannot stage delays@1"))
                .hasMessage("Cannot stage delays@1: RuntimeException.");
        assertThat(LakeFailure.explain(new RuntimeException("x".repeat(5_000)), "Cannot stage delays@1")
                        .getMessage())
                .hasSizeLessThan(400);
    }

    @Test
    void knownFailuresSayHowToMendThem() {
        assertThat(explained(new AccessControlException("Permission denied: user=ann, access=WRITE, inode=/lake")))
                .hasMessage("Cannot promote: no permission. Let this user read and write the lake, or name another lake"
                        + " in sluice.yaml. It said: Permission denied: user=ann, access=WRITE, inode=/lake.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(LakehouseError.NO_PERMISSION));
        assertThat(explained(new ConcurrentModificationException("files were added")))
                .hasMessage("Cannot promote: another writer changed the table at the same moment. Run it again. It"
                        + " said: files were added.")
                .satisfies(e -> assertThat(LakeFailure.isConflict(e)).isTrue());
        assertThat(explained(new FileNotFoundException("part-1.parquet")).code())
                .isEqualTo(LakehouseError.STORAGE_FAILED);
    }

    @Test
    void oneOfOursStaysAsItIs() {
        SluiceException ours = new SluiceException(LakehouseError.SUPERSEDED, "Cannot promote run r1.");
        assertThatThrownBy(() -> LakeFailure.during("Cannot do more", () -> {
                    throw ours;
                }))
                .isSameAs(ours);
    }

    @Test
    void aThreadThatWasToldToStopStaysTold() {
        SluiceException stopped = explained(new InterruptedException("sleep interrupted"));
        assertThat(stopped.code()).isEqualTo(LakehouseError.STOPPED);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static SluiceException explained(Exception cause) {
        return LakeFailure.explain(new RuntimeException("Job aborted", cause), "Cannot promote");
    }
}
