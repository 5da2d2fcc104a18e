package dev.sluice.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.InMemoryMaterializationLog;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineScan;
import dev.sluice.online.ScanOptions;
import dev.sluice.online.ScanSummary;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import dev.sluice.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All keys differ, in a heap that does not hold them. */
class SmallHeapTest {
    private static final int KEYS = 200_000;
    private static final String HEAP = "-Xmx72m";

    @TempDir
    private Path folder;

    @Test
    void memoryDoesNotGrowWithTheNumberOfKeysThatDiffer() {
        DeltaFixture.create(folder.resolve("latest"), ModelStore.VIEW)
                .insert(IntStream.range(0, KEYS)
                        .mapToObj(i -> LatestRow.of("A" + i, 1L, 0.5))
                        .toArray(LatestRow[]::new));

        try (ChildJvm child = ChildJvm.start(
                folder.resolve("child.txt"),
                List.of(HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Child.class,
                folder.toString())) {
            assertThat(child.exitStatus()).as(child.written()).isZero();
        }
    }

    /** A store that makes its items up: each key of latest has one, all of them older. */
    private static final class MadeUpStore implements OnlineScan {
        @Override
        public ScanSummary scan(ViewId view, ScanOptions options, Consumer<OnlineItem> items) {
            IntStream.range(0, KEYS).forEach(i -> items.accept(item(ModelStore.key("A" + i))));
            return new ScanSummary(KEYS, 0);
        }

        @Override
        public Map<ItemKey, OnlineItem> current(Collection<ItemKey> keys) {
            Map<ItemKey, OnlineItem> found = new HashMap<>();
            keys.forEach(key -> found.put(key, item(key)));
            return found;
        }

        private static OnlineItem item(ItemKey key) {
            return new OnlineItem(key, new byte[30], 1, 1, null);
        }
    }

    /** The process with little memory: ends with 0 when every key was told as stale. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            Instant now = Instant.parse("2001-03-05T00:00:00Z");
            InMemoryMaterializationLog log = new InMemoryMaterializationLog();
            log.record(new MaterializationResult(
                    ModelStore.VIEW.id(), -1, 1, WriteSummary.NONE, now, now, WriteUsage.NONE, 0));
            ReconciliationReport report = Reconciliation.of(
                            new MadeUpStore(),
                            log,
                            ReconciliationOptions.defaults(folder.resolve("work"))
                                    .withGroupBytes(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1 << 20)
                                    .withReplayClock(now))
                    .compare(
                            MaterializedView.of(
                                    ModelStore.VIEW, folder.resolve("latest").toString()),
                            difference -> {});
            System.exit(report.count(Difference.Kind.STALE) == KEYS ? 0 : 1);
        }
    }
}
