package dev.sluice.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults between us and DynamoDB: nothing is lost, nothing older wins, no key that is there is NOT_FOUND, and in the end
 * nothing differs. {@code -Dsluice.faults=all} tries every fault at every rate, each with a process that is killed, and
 * writes the table to {@code target/faults.md}.
 */
class FaultSweepTest {
    private static final boolean ALL = "all".equals(System.getProperty("sluice.faults"));
    private static final List<Integer> RATES = List.of(1, 10, 30, 100);
    private static final int READS = 200;
    private static final List<NetworkFault> SAMPLE =
            List.of(NetworkFault.LOSE_ANSWER, NetworkFault.HALF_BATCH, NetworkFault.THROTTLE, NetworkFault.RESET);

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostTurnedBackOrNotFound() throws IOException {
        List<String> table = new ArrayList<>(List.of(FaultResult.header()));
        for (NetworkFault fault : ALL ? List.of(NetworkFault.values()) : SAMPLE) {
            for (int rate : ALL ? RATES : List.of(30)) {
                boolean kills = ALL || fault == NetworkFault.LOSE_ANSWER;
                FaultResult result = run(fault, rate, kills);
                table.add(result.toString());
                assertThat(result.counts()).as("%s", result).isEqualTo(FaultResult.Counts.NONE);
                assertThat(result.killed() || !kills || rate > 30)
                        .as("%s", result)
                        .isTrue();
                assertThat(result.finished()).as("%s", result).isTrue();
            }
        }
        Files.write(Path.of("target", "faults.md"), table);
    }

    private FaultResult run(NetworkFault fault, int rate, boolean kills) throws IOException {
        Path own = Files.createDirectory(folder.resolve(fault + "-" + rate));
        try (FaultTrial trial = new FaultTrial(fault, rate, own)) {
            return trial.run(ALL ? READS : 20, kills);
        }
    }
}
