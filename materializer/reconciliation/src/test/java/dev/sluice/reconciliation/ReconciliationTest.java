package dev.sluice.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.InMemoryMaterializationLog;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineScan;
import dev.sluice.online.ScanOptions;
import dev.sluice.online.ScanSummary;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import dev.sluice.problem.SluiceException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2001-03-05T00:00:00Z");
    private static final LatestRow ORD = LatestRow.of("ORD", 3L, 1.5);
    private static final LatestRow NEWER = ORD.at("2001-03-03T00:00:00Z");

    @TempDir
    private Path folder;

    private final InMemoryMaterializationLog log = new InMemoryMaterializationLog();
    private final InMemoryOnlineStore store = new InMemoryOnlineStore();
    private final ModelStore model = new ModelStore(store);
    private DeltaFixture table;

    @BeforeEach
    void aTableOfOneRow() {
        table = DeltaFixture.create(folder.resolve("latest"), ModelStore.VIEW).insert(ORD);
    }

    private ReconciliationReport compare(OnlineScan scan) {
        return Reconciliation.of(
                        scan, log, ReconciliationOptions.defaults(folder).withClock(Clock.fixed(NOW, ZoneOffset.UTC)))
                .compare(MaterializedView.of(ModelStore.VIEW, table.path()), difference -> {});
    }

    private void materialized(long version) {
        log.record(new MaterializationResult(
                ModelStore.VIEW.id(), -1, version, WriteSummary.NONE, NOW, NOW, WriteUsage.NONE, 0));
    }

    @Test
    void whatAScanSawTooLateIsReadAgainBeforeItIsTold() {
        materialized(1);
        model.put(ModelStore.item(ORD));

        ReconciliationReport report = compare(new EmptyScan(() -> {}));

        assertThat(report.items()).isZero();
        assertThat(report.buckets()).isOne();
        assertThat(report.differences()).isZero();
        assertThat(report.unsettled()).isZero();
    }

    @Test
    void anItemWrittenAfterACommitThatWasNotReadIsUnsettled() {
        materialized(1);

        ReconciliationReport report = compare(new EmptyScan(() -> {
            table.merge(NEWER);
            model.force(ModelStore.item(NEWER));
        }));

        assertThat(report.differences()).isZero();
        assertThat(report.unsettled()).isOne();
    }

    @Test
    void aVersionThatIsNoLongerThereSaysWhatToDo() {
        assertThatThrownBy(() -> compare(store))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot reconcile airport_delays@1: it was never materialized to this store. Run `sluice"
                        + " materialize airport_delays@1` first.");
        materialized(7);
        assertThatThrownBy(() -> compare(store))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot reconcile airport_delays@1: the store was brought up to version 7 of a latest table"
                        + " that is no longer at " + table.path()
                        + ". Run `sluice materialize airport_delays@1` first.");
    }

    /** A scan that sees nothing, and what happens before the items are read again. */
    private final class EmptyScan implements OnlineScan {
        private final Runnable meanwhile;

        EmptyScan(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public ScanSummary scan(ViewId view, ScanOptions options, Consumer<OnlineItem> items) {
            return ScanSummary.NONE;
        }

        @Override
        public Map<ItemKey, OnlineItem> current(Collection<ItemKey> keys) {
            meanwhile.run();
            return store.current(keys);
        }
    }
}
