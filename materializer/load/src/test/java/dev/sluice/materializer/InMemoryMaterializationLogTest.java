package dev.sluice.materializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryMaterializationLogTest {
    private static final ViewId VIEW = ViewId.parse("airport_delays@1");

    private final InMemoryMaterializationLog log = new InMemoryMaterializationLog();

    @Test
    void aViewThatWasNeverMaterializedHasNoVersion() {
        log.record(result(ViewId.parse("airport_delays@2"), 7));
        assertThat(log.lastVersion(VIEW)).isEmpty();
    }

    @Test
    void theResultThatWasRecordedLastCounts() {
        log.record(result(VIEW, 7));
        log.record(result(VIEW, 3));
        assertThat(log.lastVersion(VIEW)).hasValue(3);
    }

    private static MaterializationResult result(ViewId view, long toVersion) {
        return new MaterializationResult(
                view, -1, toVersion, WriteSummary.NONE, Instant.EPOCH, Instant.EPOCH, WriteUsage.NONE, 0);
    }
}
