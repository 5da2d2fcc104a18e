package dev.sluice.materializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.time.EpochMicros;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterializationTest {
    private static final FeatureView VIEW = Flights.airportDelays();
    private static final LatestRow ORD = LatestRow.of("ORD", 3L, 1.5).at("2001-03-02T00:00:00Z");
    private static final LatestRow ATL = LatestRow.of("ATL", 1L, 60.0).at("2001-03-02T00:00:00Z");
    private static final Instant NOW = Instant.parse("2001-03-05T00:00:00Z");

    @TempDir
    private Path folder;

    private final WatchedStore store = new WatchedStore();
    private final InMemoryMaterializationLog log = new InMemoryMaterializationLog();
    private final List<String> progress = new ArrayList<>();
    private DeltaFixture table;

    @BeforeEach
    void anEmptyTable() {
        table = DeltaFixture.create(folder.resolve("latest"), VIEW);
    }

    @Test
    void theFirstRunWritesEveryRow() {
        table.insert(ORD).insert(ATL);

        MaterializationResult result = run();

        assertThat(result)
                .isEqualTo(new MaterializationResult(
                        VIEW.id(), -1, 2, new WriteSummary(2, 0, 0), NOW, NOW, WriteUsage.NONE, 0));
        assertThat(log.results()).containsExactly(result);
        assertThat(eventTime("ORD")).hasValue("2001-03-02T00:00:00Z");
        assertThat(eventTime("ATL")).hasValue("2001-03-02T00:00:00Z");
    }

    @Test
    void theNextRunWritesOnlyWhatChanged() {
        table.insert(ORD, ATL);
        run();
        table.merge(List.of("ATL"), ORD.at("2001-03-03T00:00:00Z"));

        MaterializationResult result = run();

        assertThat(result)
                .isEqualTo(new MaterializationResult(
                        VIEW.id(), 1, 2, new WriteSummary(1, 1, 0), NOW, NOW, WriteUsage.NONE, 0));
        assertThat(eventTime("ORD")).hasValue("2001-03-03T00:00:00Z");
        assertThat(eventTime("ATL")).isEmpty();
        assertThat(log.lastVersion(VIEW.id())).hasValue(2);
    }

    @Test
    void aRunWithNothingNewWritesAndRecordsNothing() {
        table.insert(ORD);
        run();

        assertThat(run())
                .isEqualTo(new MaterializationResult(VIEW.id(), 1, 1, WriteSummary.NONE, NOW, NOW, WriteUsage.NONE, 0));
        assertThat(store.writes()).containsExactly(1);
        assertThat(log.results()).hasSize(1);
    }

    @Test
    void aRowThatArrivesLateReachesTheStore() {
        table.insert(ORD.at("2001-03-04T00:00:00Z"));
        run();
        table.insert(ATL.at("2001-02-20T00:00:00Z"));

        assertThat(run().written()).isEqualTo(new WriteSummary(1, 0, 0));
        assertThat(eventTime("ATL")).hasValue("2001-02-20T00:00:00Z");
    }

    @Test
    void aRowThatTurnsBackIsFollowed() {
        table.insert(ORD.at("2001-03-04T00:00:00Z"));
        run();
        table.merge(ORD);

        assertThat(run().written()).isEqualTo(new WriteSummary(1, 1, 0));
        assertThat(eventTime("ORD")).hasValue("2001-03-02T00:00:00Z");
    }

    @Test
    void changesOfOneKeyInOneChunkComeToTheStoreInTheirOrder() {
        table.insert(ORD);
        run();
        table.merge(ORD.at("2001-03-03T00:00:00Z"), ATL).merge(List.of("ORD")).insert(ORD.at("2001-03-01T00:00:00Z"));

        assertThat(run().written()).isEqualTo(new WriteSummary(3, 1, 0));
        assertThat(store.writes()).containsExactly(1, 4);
        assertThat(eventTime("ORD")).hasValue("2001-03-01T00:00:00Z");
    }

    @Test
    void anOldRangeAfterANewerOneDoesNotGoBack() {
        table.insert(ORD);
        DeltaFixture newer = DeltaFixture.create(folder.resolve("newer"), VIEW);
        newer.insert(ORD.at("2001-03-04T00:00:00Z"));
        Materialization materialization = Materialization.of(store, new InMemoryMaterializationLog(), options());
        materialization.run(MaterializedView.of(VIEW, newer.path()));

        MaterializationResult result = run();

        assertThat(result.written()).isEqualTo(new WriteSummary(0, 0, 1));
        assertThat(eventTime("ORD")).hasValue("2001-03-04T00:00:00Z");
    }

    @Test
    void everyRowIsWrittenWhenTheLogOfChangesIsGone() throws Exception {
        table.insert(ORD).merge(ORD.at("2001-03-03T00:00:00Z"), ATL).merge(ORD.at("2001-03-04T00:00:00Z"));
        log.record(new MaterializationResult(VIEW.id(), -1, 1, WriteSummary.NONE, NOW, NOW, WriteUsage.NONE, 0));
        Files.delete(table.file("_change_data"));

        MaterializationResult result = run();

        assertThat(result.fromVersion()).isEqualTo(-1);
        assertThat(result.written()).isEqualTo(new WriteSummary(2, 0, 0));
        assertThat(eventTime("ATL")).hasValue("2001-03-02T00:00:00Z");
    }

    @Test
    void everyRowIsWrittenWhenTheTableWasMadeAnewWithAsManyVersions() {
        table.insert(ORD);
        run();
        table = table.recreate().insert(ATL);

        MaterializationResult result = run();

        assertThat(result.fromVersion()).isEqualTo(-1);
        assertThat(eventTime("ATL")).hasValue("2001-03-02T00:00:00Z");
    }

    @Test
    void everyRowIsWrittenWhenTheTableWasMadeAnewWithFewerVersions() {
        table.insert(ORD).insert(LatestRow.of("DFW", 1L, 1.0));
        run();
        table = table.recreate().insert(ATL);

        assertThat(run().fromVersion()).isEqualTo(-1);
        assertThat(eventTime("ATL")).hasValue("2001-03-02T00:00:00Z");
    }

    @Test
    void everyRowIsWrittenAgainWhenTheLogWasEmptied() {
        table.insert(ORD);
        run();
        WatchedStore another = new WatchedStore();

        MaterializationResult result = Materialization.of(another, new InMemoryMaterializationLog(), options())
                .run(view());

        assertThat(result.written()).isEqualTo(new WriteSummary(1, 0, 0));
        assertThat(another.writes()).containsExactly(1);
    }

    @Test
    void anItemExpiresAtTheFirstSecondAtWhichItIsAsOldAsTheTtl() {
        table.insert(ORD.at("2001-03-02T00:00:00.000001Z"), ATL);
        run();

        assertThat(item("ORD").orElseThrow().expiresAt())
                .isEqualTo(Instant.parse("2001-03-16T00:00:01Z").getEpochSecond());
        assertThat(item("ATL").orElseThrow().expiresAt())
                .isEqualTo(Instant.parse("2001-03-16T00:00:00Z").getEpochSecond());
    }

    @Test
    void nothingExpiresInAReplayOfHistory() {
        table.insert(ORD);
        Materialization.of(store, log, options().withReplayClock(NOW)).run(view());
        assertThat(item("ORD").orElseThrow().expiresAt()).isNull();
    }

    @Test
    void aRowBeyondItsTtlIsWrittenToo() {
        table.insert(ORD.at("1999-01-01T00:00:00Z"));
        assertThat(run().written()).isEqualTo(new WriteSummary(1, 0, 0));
    }

    @Test
    void aFailingStoreIsToldAndNothingIsRecorded() {
        table.insert(airports(10));
        store.failAfter(2);

        assertThatThrownBy(() -> run(3))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code().type()).isEqualTo(ErrorType.EXTERNAL))
                .hasMessage(
                        "Cannot materialize airport_delays@1: the online store failed at chunk 3 of version 1, 6 rows"
                                + " after the start: the network is gone. Run 'sluice materialize airport_delays@1' again: it goes"
                                + " on where it stopped.")
                .hasRootCauseMessage("the network is gone");
        assertThat(log.results()).isEmpty();
    }

    @Test
    void aRunThatFailedIsTakenUpWhereItsLastChunkEnded() {
        table.insert(airports(10));
        store.failAfter(2);
        assertThatThrownBy(() -> run(3)).isInstanceOf(SluiceException.class);
        store.mend();

        MaterializationResult result = run(3);

        assertThat(result.fromVersion()).isEqualTo(-1);
        assertThat(result.written()).isEqualTo(new WriteSummary(10, 0, 0));
        assertThat(store.writes()).containsExactly(3, 3, 3, 1);
        assertThat(progress).containsExactly("3 of 10", "6 of 10", "9 of 10", "10 of 10");
        assertThat(log.results()).containsExactly(result);
    }

    @Test
    void aRunThatFailedIsFinishedBeforeWhatIsNewer() {
        table.insert(airports(10));
        store.failAfter(2);
        assertThatThrownBy(() -> run(3)).isInstanceOf(SluiceException.class);
        store.mend();
        table.insert(ORD);

        MaterializationResult result = run(3);

        assertThat(result)
                .isEqualTo(new MaterializationResult(
                        VIEW.id(), -1, 2, new WriteSummary(11, 0, 0), NOW, NOW, WriteUsage.NONE, 0));
        assertThat(store.writes()).containsExactly(3, 3, 3, 1, 1);
        assertThat(log.results()).extracting(MaterializationResult::toVersion).containsExactly(1L, 2L);
    }

    @Test
    void aRunThatFailedIsBegunAnewWhenItsFilesAreGone() throws Exception {
        table.insert(airports(10));
        store.failAfter(2);
        assertThatThrownBy(() -> run(3)).isInstanceOf(SluiceException.class);
        store.mend();
        Path old = table.file("part 00001");
        table.merge(ORD);
        Files.delete(old);

        MaterializationResult result = run(3);

        assertThat(result.toVersion()).isEqualTo(2);
        assertThat(result.written()).isEqualTo(new WriteSummary(11, 0, 0));
    }

    @Test
    void aRunThatFailedInOneStoreIsNotTakenUpInAnother() {
        table.insert(airports(10));
        store.failAfter(2);
        assertThatThrownBy(() -> run(3)).isInstanceOf(SluiceException.class);
        WatchedStore another = new WatchedStore();

        Materialization.of(another, new InMemoryMaterializationLog(), options().withStore("another"))
                .run(view());

        assertThat(another.writes()).containsExactly(10);
    }

    @Test
    void aLogThatFailsIsAskedAgainWithoutWritingAgain() {
        table.insert(ORD, ATL);
        MaterializationLog failing = new MaterializationLog() {
            @Override
            public OptionalLong lastVersion(ViewId view) {
                return OptionalLong.empty();
            }

            @Override
            public void record(MaterializationResult result) {
                throw new IllegalStateException("the registry is locked");
            }
        };
        assertThatThrownBy(() -> Materialization.of(store, failing, options()).run(view()))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot materialize airport_delays@1 up to version 1: the registry is locked. Run 'sluice"
                        + " materialize airport_delays@1' again: it goes on where it stopped.");

        assertThat(run().written()).isEqualTo(new WriteSummary(2, 0, 0));
        assertThat(store.writes()).containsExactly(2);
        assertThat(log.lastVersion(VIEW.id())).hasValue(1);
    }

    @Test
    void chunksThatEndWithTheRowsAreNotFollowedByAnEmptyWrite() {
        table.insert(airports(6));
        run(3);
        assertThat(store.writes()).containsExactly(3, 3);
    }

    private MaterializationResult run() {
        return run(1_000);
    }

    private MaterializationResult run(int chunkSize) {
        return Materialization.of(store, log, options().withChunkSize(chunkSize))
                .run(view());
    }

    private MaterializedView view() {
        return MaterializedView.of(VIEW, table.path());
    }

    private MaterializerOptions options() {
        return MaterializerOptions.defaults(folder.resolve("jobs.db"))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .withPartitions(1)
                .withProgress((view, rows, total) -> progress.add(rows + " of " + total.orElse(-1)));
    }

    private Optional<String> eventTime(String airport) {
        return item(airport)
                .map(item -> EpochMicros.toInstant(item.eventMicros()).toString());
    }

    private Optional<OnlineItem> item(String airport) {
        ItemKey key = new ItemKey("airport|" + airport, VIEW.id());
        return Optional.ofNullable(store.read(List.of(key)).get(key));
    }

    private static LatestRow[] airports(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> LatestRow.of("A%03d".formatted(i), (long) i, 0.5))
                .toArray(LatestRow[]::new);
    }
}
