package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this machine has. */
class MachineChecksTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"17.0.15+6,OK", "11.0.2,BROKEN", "21,BROKEN"})
    void onlyJava17IsSupported(String version, Verdict verdict) {
        assertThat(new JavaCheck(Runtime.Version.parse(version)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(verdict))
                .satisfies(finding -> assertThat(finding.message()).startsWith("Java " + version + " in "));
    }

    @ParameterizedTest
    @CsvSource({"1g,OK", "1536m,OK", "9000g,BROKEN", "9t,BROKEN", "lots,BROKEN", "-1g,BROKEN", "200m,WARNING"})
    void whatSparkAsksForMustBeThere(String asked, Verdict verdict) throws IOException {
        assertThat(new MemoryCheck(asked).findings())
                .extracting(Finding::verdict)
                .containsExactly(verdict);
    }

    @Test
    void aDiskWithoutRoomIsBroken() throws IOException {
        // A file system that never has room.
        assertThat(new DiskCheck(Map.of("the project", Path.of("/proc"))).findings())
                .containsExactly(Finding.broken(
                        "disk of the project", "0.0 GB are free in /proc.", "Make room: a run that finds none fails."));
    }

    @Test
    void ofAFolderThatIsNotThereYetTheOneAboveIsLookedAt() throws IOException {
        assertThat(new DiskCheck(Map.of("the project", folder.resolve("a/b"))).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isFalse())
                .satisfies(finding -> assertThat(finding.message()).endsWith("in " + folder + "."));
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortsCheck check = new PortsCheck(Map.of("sluice serve", socket.getLocalPort()));
            assertThat(check.findings())
                    .containsExactly(Finding.warning(
                            "ports",
                            "Something listens on " + socket.getLocalPort() + " (sluice serve).",
                            "Fine if it is that command; else start it with another --port."));
            socket.close();
            assertThat(check.findings()).extracting(Finding::verdict).containsExactly(Verdict.OK);
        }
    }
}
