package dev.sluice.materializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.Refusals;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Choices;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several partitions at once, and rows that the store will not take. */
class PartitionedMaterializationTest {
    private static final FeatureView VIEW = Flights.airportDelays();

    @TempDir
    private Path folder;

    private final InMemoryMaterializationLog log = new InMemoryMaterializationLog();
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    final PickyStore store = new PickyStore();
    private DeltaFixture table;

    @BeforeEach
    void anEmptyTable() {
        store.describe(new StoreDescription("flights", List.of(Flights.AIRPORT), List.of(VIEW), List.of(), null));
        table = DeltaFixture.create(folder.resolve("latest"), VIEW);
    }

    @Test
    void partitionsWriteAtTheSameTime() {
        table.insert(airports(0, 40));
        CyclicBarrier bothWrite = new CyclicBarrier(2);
        store.meanwhile = () -> {
            try {
                bothWrite.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("One partition waits for the other", e);
            }
        };

        assertThat(run(2, 30).written()).isEqualTo(new WriteSummary(40, 0, 0));
        assertThat(log.results()).hasSize(1);
    }

    @Test
    void anyHistoryInAnyNumberOfPartitionsEndsAsInTheTable() {
        Choices choices = Choices.seeded(11);
        for (int commit = 0; commit < 12; commit++) {
            List<String> deleted = new ArrayList<>();
            List<LatestRow> merged = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                if (choices.chance(4) && table.rows().stream().anyMatch(isOf("A%03d".formatted(i)))) {
                    deleted.add("A%03d".formatted(i));
                } else if (choices.chance(2)) {
                    merged.add(airport(i).at("2001-03-%02dT00:00:00Z".formatted(1 + choices.below(20))));
                }
            }
            table.merge(deleted, merged.toArray(LatestRow[]::new));
            MaterializationResult result = run(1 + choices.below(4), 1 + choices.below(5));
            assertThat(held()).as("after commit " + commit + ", " + result).isEqualTo(wanted());
        }
    }

    @Test
    void manyFilesAreDealtToThePartitions() {
        IntStream.range(0, 6).forEach(i -> table.insert(airports(10 * i, 10 * i + 10)));

        assertThat(run(4, 3).written()).isEqualTo(new WriteSummary(60, 0, 0));
        assertThat(store.puts).isEqualTo(60);
        assertThat(held()).isEqualTo(wanted());
    }

    @Test
    void aPartitionThatFailedGoesOnAndTheOthersAreNotWrittenAgain() {
        table.insert(airports(0, 60));
        store.failsFor = "airport|A031";
        assertThatThrownBy(() -> run(4, 3)).isInstanceOf(SluiceException.class).hasMessageContaining(failure());
        int before = store.puts;
        assertThat(before).isGreaterThan(30);
        store.failsFor = null;

        assertThat(run(1, 3).written()).isEqualTo(new WriteSummary(60, 0, 0));
        assertThat(store.puts).isBetween(60, 60 + againAtMost());
        assertThat(held()).isEqualTo(wanted());
    }

    @Test
    void aRowThatTheStoreRefusesBecomesADeadLetterAndTheOthersAreWritten() {
        table.insert(airports(0, 10));
        store.refuses = "airport|A003";

        MaterializationResult result = run(2, 4);

        assertThat(result.written()).isEqualTo(new WriteSummary(9, 0, 0));
        assertThat(result.deadLetters()).isEqualTo(1);
        assertThat(letters.of(VIEW.id()).get(0))
                .isEqualTo(new DeadLetter(
                        VIEW.id(), "airport|A003", "too large", Map.of("departures_1d", 3L, "avg_delay_7d", 0.5)));
    }

    @Test
    void aRowThatCannotGoOnlineBecomesADeadLetterToo() {
        table.insert(
                airport(1), LatestRow.of(null, 7L, 0.5), airport(2), airport(3).withoutTime());

        MaterializationResult result = run(3, 1);

        assertThat(result.written()).isEqualTo(new WriteSummary(2, 0, 0));
        assertThat(letters.of(VIEW.id())).extracting(DeadLetter::key).containsExactlyInAnyOrder("", "airport|A003");
        assertThat(letters.of(VIEW.id()))
                .allSatisfy(letter -> assertThat(letter.reason()).contains("a row of its latest table has no "));
    }

    @Test
    void aNewerRowOfADeadLettersKeySettlesIt() {
        table.insert(airports(0, 3));
        store.refuses = "airport|A001";
        run(1, 4);
        store.refuses = null;
        table.merge(airport(1).at("2001-03-09T00:00:00Z"));

        assertThat(run(1, 4).deadLetters()).isZero();
        assertThat(letters.of(VIEW.id())).isEmpty();
    }

    @Test
    void deadLettersAreTakenUpAgainFromWhatLatestHoldsNow() {
        table.insert(airport(1).at("2001-03-02T00:00:00Z"), airport(2), LatestRow.of(null, 7L, 0.5));
        store.refuses = "airport|A001";
        run(1, 4);
        assertThat(materialization(1, 4).retry(view())).isEqualTo(new DeadLetterRetry(0, 2));
        store.refuses = null;

        assertThat(materialization(1, 4).retry(view())).isEqualTo(new DeadLetterRetry(1, 1));

        assertThat(letters.of(VIEW.id())).extracting(DeadLetter::key).containsExactly("");
        assertThat(held()).containsOnlyKeys("airport|A001", "airport|A002");
    }

    @Test
    void aDeadLetterOfAKeyThatIsGoneIsForgotten() {
        table.insert(airports(0, 3));
        store.refuses = "airport|A001";
        run(1, 4);
        store.refuses = null;
        letters.add(List.of(new DeadLetter(VIEW.id(), "airport|GONE", "too large", Map.of())));

        assertThat(materialization(1, 4).retry(view())).isEqualTo(new DeadLetterRetry(1, 0));
    }

    /** Who writes the partitions; null for this process. */
    @Nullable
    ShareWorkers workers() {
        return null;
    }

    String failure() {
        return "the online store failed at chunk ";
    }

    /** How many rows of 60 in four partitions, of which one has failed, may be written again. */
    int againAtMost() {
        return 0;
    }

    private MaterializationResult run(int partitions, int chunk) {
        return materialization(partitions, chunk).run(view());
    }

    private Materialization materialization(int partitions, int chunk) {
        return Materialization.of(
                store,
                log,
                MaterializerOptions.defaults(folder.resolve("jobs.db"))
                        .withPartitions(partitions)
                        .withChunkSize(chunk)
                        .withDeadLetters(letters)
                        .withWorkers(workers()));
    }

    private MaterializedView view() {
        return MaterializedView.of(VIEW, table.path());
    }

    private static java.util.function.Predicate<LatestRow> isOf(String airport) {
        return row -> airport.equals(row.values().get(0));
    }

    private Map<String, Long> wanted() {
        Map<String, Long> wanted = new HashMap<>();
        table.rows()
                .forEach(row -> wanted.put(
                        "airport|" + row.values().get(0),
                        row.eventTime() == null ? -1 : dev.sluice.time.EpochMicros.of(row.eventTime())));
        return wanted;
    }

    private Map<String, Long> held() {
        List<ItemKey> keys = IntStream.range(0, 100)
                .mapToObj(i -> new ItemKey("airport|A%03d".formatted(i), VIEW.id()))
                .toList();
        Map<String, Long> held = new HashMap<>();
        store.read(keys).forEach((key, item) -> held.put(key.entityKey(), item.eventMicros()));
        return held;
    }

    private static LatestRow[] airports(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(PartitionedMaterializationTest::airport)
                .toArray(LatestRow[]::new);
    }

    private static LatestRow airport(int i) {
        return LatestRow.of("A%03d".formatted(i), (long) i, 0.5);
    }

    /** A store that refuses one key and fails for another. */
    static final class PickyStore implements OnlineStore {
        private final OnlineStore store = new InMemoryOnlineStore();
        private volatile Runnable meanwhile = () -> {};
        private volatile @Nullable String refuses;
        private volatile @Nullable String failsFor;
        private volatile int puts;

        @Override
        public WriteSummary write(Collection<? extends OnlineChange> changes, Refusals refusals) {
            meanwhile.run();
            List<OnlineChange> taken = new ArrayList<>();
            for (OnlineChange change : changes) {
                if (change.key().entityKey().equals(failsFor)) {
                    throw new IllegalStateException("the network is gone");
                }
                if (change.key().entityKey().equals(refuses)) {
                    refusals.refused(change, MaterializerError.STORE_FAILED.problem("too large"));
                } else {
                    taken.add(change);
                }
            }
            return write(taken);
        }

        @Override
        public synchronized WriteSummary write(Collection<? extends OnlineChange> changes) {
            puts += changes.size();
            return store.write(changes);
        }

        @Override
        public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
            return store.read(keys);
        }

        @Override
        public void prepare() {}

        @Override
        public void describe(StoreDescription description) {
            store.describe(description);
        }

        @Override
        public StoreDescription description() {
            return store.description();
        }

        @Override
        public void close() {}
    }
}
