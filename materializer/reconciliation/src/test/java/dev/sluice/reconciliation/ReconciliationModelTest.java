package dev.sluice.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.materializer.InMemoryMaterializationLog;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import dev.sluice.reconciliation.Difference.Kind;
import dev.sluice.testing.Property;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories with faults in the store: what is reported is what was broken, and repair leaves nothing of it. */
class ReconciliationModelTest {
    private static final Instant NOW = Instant.parse("2001-03-05T00:00:00Z");
    private static final int CASES = Integer.getInteger("sluice.reconciliation.cases", 100);

    @TempDir
    private Path folder;

    private int run;

    @Test
    void theReportIsTheModelsAndARepairLeavesNothing() {
        Map<Kind, Long> seen = new TreeMap<>();
        Property.holds(CASES, Case::of, generated -> {
            Trial trial = new Trial(generated, folder.resolve("case-" + run++));
            Map<String, Kind> broken = trial.breakStore();
            Map<String, Kind> reported = trial.reported();
            reported.values().forEach(kind -> seen.merge(kind, 1L, Long::sum));
            return reported.equals(broken)
                    && trial.repairs(broken)
                    && trial.reported().isEmpty();
        });
        if (CASES >= 100) {
            assertThat(seen).containsOnlyKeys(Kind.values());
        }
    }

    /** A case carried out: its table, and the store as it was left. */
    private static final class Trial {
        private final Case generated;
        private final DeltaFixture table;
        private final List<List<LatestRow>> versions = new ArrayList<>();
        private final InMemoryOnlineStore store = new InMemoryOnlineStore();
        private final ModelStore model = new ModelStore(store);
        private final Reconciliation reconciliation;

        Trial(Case generated, Path folder) {
            this.generated = generated;
            this.table = DeltaFixture.create(folder.resolve("latest"), ModelStore.VIEW);
            versions.add(List.of());
            for (Case.Commit commit : generated.commits()) {
                table.merge(commit.deleted(), commit.merged().values().toArray(LatestRow[]::new));
                versions.add(table.rows());
            }
            this.reconciliation = Reconciliation.of(
                    store,
                    log(generated.materialized()),
                    ReconciliationOptions.defaults(folder)
                            .withBuckets(generated.buckets())
                            .withGroupBytes(generated.groupBytes())
                            .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
        }

        private static InMemoryMaterializationLog log(int version) {
            InMemoryMaterializationLog log = new InMemoryMaterializationLog();
            log.record(new MaterializationResult(
                    ModelStore.VIEW.id(), -1, version, WriteSummary.NONE, NOW, NOW, WriteUsage.NONE, 0));
            return log;
        }

        private List<LatestRow> materialized() {
            return versions.get(generated.materialized());
        }

        /** Fills the store and breaks it; the differences that this must make, by airport. */
        Map<String, Kind> breakStore() {
            materialized().forEach(row -> model.put(ModelStore.item(row)));
            Map<String, Kind> broken = new TreeMap<>();
            generated
                    .faults()
                    .forEach((airport, fault) -> apply(airport, fault).ifPresent(kind -> broken.put(airport, kind)));
            return broken;
        }

        private Optional<Kind> apply(String airport, Fault fault) {
            if (fault.meetsUnknownKeys()) {
                model.add(airport, fault == Fault.EXTRA_EXPIRED);
                return fault == Fault.EXTRA ? Optional.of(Kind.EXTRA) : Optional.empty();
            }
            if (fault == Fault.AHEAD) {
                later(airport).ifPresent(model::force);
                return Optional.empty();
            }
            return row(airport, materialized()).flatMap(row -> breakItem(ModelStore.item(row), fault));
        }

        private Optional<Kind> breakItem(OnlineItem item, Fault fault) {
            boolean expired = item.expiresAt() != null && item.expiresAt() <= NOW.getEpochSecond();
            boolean mayBeGone = removedLater(item);
            if (fault == Fault.LOST) {
                model.remove(item.key());
                return expired || mayBeGone ? Optional.empty() : Optional.of(Kind.MISSING);
            }
            model.force(ModelStore.broken(item, fault));
            return switch (fault) {
                case DOUBLED -> Optional.empty();
                case NEWER -> Optional.of(Kind.NEWER);
                case STALE -> expired ? Optional.empty() : Optional.of(Kind.STALE);
                default -> expired ? Optional.empty() : Optional.of(Kind.DIFFERENT);
            };
        }

        /** The newest row that a later commit gives the key. */
        private Optional<OnlineItem> later(String airport) {
            List<Case.Commit> commits = generated
                    .commits()
                    .subList(generated.materialized(), generated.commits().size());
            return commits.stream()
                    .flatMap(commit -> Optional.ofNullable(commit.merged().get(airport)).stream())
                    .reduce((earlier, last) -> last)
                    .map(ModelStore::item);
        }

        /** Whether a later commit deletes the key, or turns it back, which deletes it for a moment. */
        private boolean removedLater(OnlineItem item) {
            for (int version = generated.materialized() + 1; version < versions.size(); version++) {
                Optional<OnlineItem> before = held(item, version - 1);
                Optional<OnlineItem> after = held(item, version);
                if (before.isPresent() && (after.isEmpty() || after.get().isOlderThan(before.get()))) {
                    return true;
                }
            }
            return false;
        }

        private Optional<OnlineItem> held(OnlineItem item, int version) {
            return versions.get(version).stream()
                    .map(ModelStore::item)
                    .filter(other -> other.key().equals(item.key()))
                    .findFirst();
        }

        private static Optional<LatestRow> row(String airport, List<LatestRow> rows) {
            return rows.stream()
                    .filter(row -> airport.equals(row.values().get(0)))
                    .findFirst();
        }

        Map<String, Kind> reported() {
            Map<String, Kind> reported = new TreeMap<>();
            ReconciliationReport report =
                    reconciliation.compare(view(), difference -> reported.put(airport(difference), difference.kind()));
            assertThat(report.differences()).isEqualTo(reported.size());
            return reported;
        }

        boolean repairs(Map<String, Kind> broken) {
            ReconciliationReport report = reconciliation.repair(view(), store, difference -> {});
            return report.repaired() == broken.size() && report.remaining() == 0;
        }

        private MaterializedView view() {
            return MaterializedView.of(ModelStore.VIEW, table.path());
        }

        private static String airport(Difference difference) {
            return difference.key().entityKey().substring("airport|".length());
        }
    }
}
