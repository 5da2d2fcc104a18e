package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private static final ProcessIdentity HERE = ProcessIdentity.current();

    private static ProcessIdentity process(long pid, Instant startedAt) {
        return new ProcessIdentity(HERE.host(), HERE.machine(), pid, startedAt);
    }

    @Test
    void thisProcessLives() {
        assertThat(HERE.isKnownDead(HERE)).isFalse();
        assertThat(HERE).hasToString("process " + ProcessHandle.current().pid() + " on host " + HERE.host());
    }

    @Test
    void twoLooksAtTheMachineSeeTheSame() {
        assertThat(Machine.id()).isEqualTo(HERE.machine());
        assertThat(Machine.name()).isEqualTo(HERE.host()).isNotBlank();
    }

    @Test
    void aProcessThatHasEndedIsDead() throws IOException {
        Process ended = new ProcessBuilder("true").start();
        Instant startedAt = ended.info().startInstant().orElse(Instant.now());
        ended.onExit().join();
        assertThat(process(ended.pid(), startedAt).isKnownDead(HERE)).isTrue();
    }

    @Test
    void aClockThatWasSetALittleDoesNotKillAProcess() {
        assertThat(process(HERE.pid(), HERE.startedAt().plusSeconds(59)).isKnownDead(HERE))
                .isFalse();
        assertThat(process(HERE.pid(), HERE.startedAt().minus(Duration.ofMinutes(2)))
                        .isKnownDead(HERE))
                .isTrue();
    }

    @Test
    void ofAnotherMachineNothingIsKnown() {
        ProcessIdentity far = new ProcessIdentity(HERE.host(), "another boot", 4_194_305, Instant.EPOCH);
        assertThat(far.isKnownDead(HERE)).isFalse();
    }
}
