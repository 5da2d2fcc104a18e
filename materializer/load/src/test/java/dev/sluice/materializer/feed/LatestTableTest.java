package dev.sluice.materializer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.ServedView;
import dev.sluice.testing.Flights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestTableTest {
    private static final LatestRow ORD = LatestRow.of("ORD", 3L, 1.5).at("2001-03-02T00:00:00Z");
    private static final LatestRow ATL = LatestRow.of("ATL", 1L, 60.0).at("2001-03-02T00:00:00Z");

    @TempDir
    private Path folder;

    private DeltaFixture table;

    @BeforeEach
    void anEmptyTable() {
        table = DeltaFixture.create(folder.resolve("lake of 5% ü/latest"), Flights.airportDelays());
    }

    @Test
    void aWholeTableIsReadFileByFile() {
        table.insert(ORD).insert(ATL);

        Feed feed = opened().rows();

        assertThat(feed.fromVersion()).isEqualTo(-1);
        assertThat(feed.toVersion()).isEqualTo(2);
        assertThat(feed.rows()).isEqualTo(OptionalLong.of(2));
        assertThat(changes(feed)).containsExactly("put airport|ORD of 2001-03-02", "put airport|ATL of 2001-03-02");
    }

    @Test
    void aTableWithoutRowsHasAnEmptyFeed() {
        assertThat(changes(opened().rows())).isEmpty();
    }

    @Test
    void aMergeThatOnlyInsertsPutsItsRows() {
        table.insert(ORD).insert(ATL);
        assertThat(changes(feed(1, 2))).containsExactly("put airport|ATL of 2001-03-02");
    }

    @Test
    void aMergePutsAfterImagesAndDeletesDeletedRows() {
        table.insert(ORD, ATL)
                .merge(
                        List.of("ATL"),
                        ORD.at("2001-03-03T00:00:00Z"),
                        LatestRow.of("DFW", 2L, 0.0).at("2001-03-03T00:00:00Z"));

        assertThat(changes(feed(1, 2)))
                .containsExactly(
                        "delete airport|ATL of 2001-03-02",
                        "put airport|ORD of 2001-03-03",
                        "put airport|DFW of 2001-03-03");
    }

    @Test
    void commitsAreReadInTheirOrder() {
        table.insert(ORD)
                .merge(ORD.at("2001-03-03T00:00:00Z"))
                .merge(List.of("ORD"))
                .insert(ORD.at("2001-03-05T00:00:00Z"));

        assertThat(changes(feed(0, 4)))
                .containsExactly(
                        "put airport|ORD of 2001-03-02",
                        "put airport|ORD of 2001-03-03",
                        "delete airport|ORD of 2001-03-03",
                        "put airport|ORD of 2001-03-05");
    }

    @Test
    void aRowThatTurnsBackIsPutAfterTheNewerOneIsDeleted() {
        table.insert(ORD.at("2001-03-04T00:00:00Z")).merge(ORD);
        assertThat(changes(feed(1, 2)))
                .containsExactly("delete airport|ORD of 2001-03-04, then put airport|ORD of 2001-03-02");
    }

    @Test
    void aRowThatIsOnlyCreatedEarlierTurnsBackToo() {
        table.insert(ORD.created("2001-03-04T00:00:00Z")).merge(ORD.created("2001-03-03T00:00:00Z"));
        assertThat(changes(feed(1, 2)))
                .containsExactly("delete airport|ORD of 2001-03-02, then put airport|ORD of 2001-03-02");
    }

    @Test
    void beforeImagesMayStandAnywhereInTheCommit() {
        table.insert(ORD.at("2001-03-04T00:00:00Z"), ATL).mergeOutOfOrder(ORD, ATL.at("2001-03-03T00:00:00Z"));
        assertThat(changes(feed(1, 2)))
                .containsExactly(
                        "delete airport|ORD of 2001-03-04, then put airport|ORD of 2001-03-02",
                        "put airport|ATL of 2001-03-03");
    }

    @Test
    void aRewriteThatChangesNothingBringsNothing() {
        table.insert(ORD).optimize().optimize();
        assertThat(changes(feed(1, 3))).isEmpty();
    }

    @Test
    void aCommitWithoutNotedChangesIsToldFromItsFiles() {
        table.insert(ORD, ATL).mergeWithoutFeed(List.of("ATL"), ORD.at("2001-03-03T00:00:00Z"));
        assertThat(changes(feed(1, 2)))
                .containsExactly("delete airport|ATL of 2001-03-02", "put airport|ORD of 2001-03-03");
    }

    @Test
    void aFeedIsReadOnFromAnyPosition() {
        table.insert(ORD, ATL)
                .merge(ORD.at("2001-03-01T00:00:00Z"), ATL.at("2001-03-03T00:00:00Z"))
                .merge(List.of("ATL"))
                .insert(LatestRow.of("DFW", 2L, 0.0));
        LatestTable opened = opened();
        Feed feed = feed(0, 4);
        List<String> whole = FeedChanges.of(opened, feed);
        assertThat(whole).hasSize(6);

        try (FeedReader reader = opened.read(feed, FeedPosition.START, Expiry.NEVER)) {
            for (int read = 0; read <= whole.size(); read++) {
                assertThat(FeedChanges.from(opened, feed, reader.position()))
                        .isEqualTo(whole.subList(read, whole.size()));
                reader.next();
            }
        }
    }

    @Test
    void aFeedIsGoneWithACommitOfIt() throws Exception {
        table.insert(ORD).insert(ATL).insert(LatestRow.of("DFW", 2L, 0.0));
        LatestTable opened = opened();
        assertThat(opened.feed(1, 3)).isPresent();

        Files.delete(table.logFile(2));

        assertThat(opened.feed(1, 3)).isEmpty();
        assertThat(opened.feed(2, 3)).isPresent();
    }

    @Test
    void aFeedIsGoneWithAFileOfItsChanges() throws Exception {
        table.insert(ORD).merge(ORD.at("2001-03-03T00:00:00Z"));
        Files.delete(table.file("_change_data"));
        assertThat(opened().feed(1, 2)).isEmpty();
    }

    @Test
    void anOlderVersionCanBeReadWholeWhileItsFilesAreThere() throws Exception {
        table.insert(ORD).merge(ATL);
        LatestTable opened = opened();
        assertThat(opened.feed(-1, 1).map(feed -> FeedChanges.of(opened, feed)))
                .hasValue(List.of("put airport|ORD of 2001-03-02"));

        Files.delete(table.file("part 00001"));

        assertThat(opened.feed(-1, 1)).isEmpty();
    }

    @Test
    void anotherTableHasAnotherId() {
        String id = opened().id();
        table = table.recreate();
        assertThat(opened().id()).isNotEqualTo(id);
    }

    private LatestTable opened() {
        return LatestTable.open(ServedView.of(Flights.airportDelays()), TableLocation.of(table.path()));
    }

    private Feed feed(long from, long to) {
        return opened().feed(from, to).orElseThrow();
    }

    private List<String> changes(Feed feed) {
        return FeedChanges.of(opened(), feed);
    }
}
