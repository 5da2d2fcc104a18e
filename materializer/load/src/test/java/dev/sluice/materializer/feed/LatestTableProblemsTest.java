package dev.sluice.materializer.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.ServedView;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestTableProblemsTest {
    private static final FeatureView VIEW = Flights.airportDelays();
    private static final LatestRow ORD = LatestRow.of("ORD", 3L, 1.5);

    @TempDir
    private Path folder;

    private DeltaFixture table;

    @BeforeEach
    void aTableOfOneRow() {
        table = DeltaFixture.create(folder.resolve("latest"), VIEW).insert(ORD);
    }

    @Test
    void aMissingTableIsToldWithWhatMakesIt() {
        String nowhere = folder.resolve("nowhere").toString();
        assertProblem(FeedError.NO_TABLE, () -> LatestTable.open(ServedView.of(VIEW), TableLocation.of(nowhere)))
                .hasMessage("Cannot materialize airport_delays@1: no latest table at " + nowhere
                        + ". Run 'sluice run' or 'sluice backfill' first.");
    }

    @Test
    void aFolderThatIsNoTableIsLikeAMissingTable() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertProblem(
                        FeedError.NO_TABLE,
                        () -> LatestTable.open(ServedView.of(VIEW), TableLocation.of(empty.toString())))
                .hasMessageContaining("no latest table at " + empty);
    }

    @Test
    void aCorruptLogIsToldInOneLine() throws Exception {
        Files.writeString(table.logFile(1), "{\"add\": {\"pa");
        assertProblem(FeedError.UNREADABLE_TABLE, this::readAll)
                .hasMessageStartingWith("Cannot materialize airport_delays@1: its latest table at " + table.path()
                        + " cannot be read: ")
                .hasMessageEndingWith(
                        " If the folder is damaged, delete it and run 'sluice run': latest is then built anew.")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aMissingFileIsToldByItsPath() throws Exception {
        Path file = table.file("part ");
        Files.delete(file);
        assertProblem(FeedError.UNREADABLE_TABLE, this::readAll)
                .hasMessage("Cannot materialize airport_delays@1: file " + file + " of its latest table is gone. If"
                        + " the folder is damaged, delete it and run 'sluice run': latest is then built anew.");
    }

    @Test
    void aCorruptFileIsToldByItsPath() throws Exception {
        Path file = table.file("part ");
        Files.writeString(file, "this is no Parquet file, but long enough to have been one");
        assertProblem(FeedError.UNREADABLE_TABLE, this::readAll)
                .hasMessageStartingWith(
                        "Cannot materialize airport_delays@1: file " + file + " of its latest table cannot be read: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFeatureThatLatestLacksIsTold() {
        FeatureView wider = Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                .build(List.of(Feature.of("departures_1d", Scalar.LONG), Feature.of("max_delay_7d", Scalar.LONG)));
        assertProblem(
                        FeedError.UNFIT_TABLE,
                        () -> LatestTable.open(ServedView.of(wider), TableLocation.of(table.path())))
                .hasMessage(
                        "Cannot materialize airport_delays@1: its latest table has no column max_delay_7d. Run 'sluice"
                                + " run' for it, which brings latest up to its definition.");
    }

    @Test
    void aFeatureOfAnotherTypeIsTold() {
        FeatureView other = Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                .build(List.of(Feature.of("departures_1d", Scalar.INT)));
        assertProblem(
                        FeedError.UNFIT_TABLE,
                        () -> LatestTable.open(ServedView.of(other), TableLocation.of(table.path())))
                .hasMessage(
                        "Cannot materialize airport_delays@1: column departures_1d of its latest table is long, and its"
                                + " definition says integer. Give the definition a new version, or its column the old type.");
    }

    @Test
    void aRowWithoutAKeyIsRefused() {
        table.insert(LatestRow.of(null, 1L, 1.0));
        assertProblem(FeedError.UNFIT_ROW, this::readAll)
                .hasMessage("Cannot materialize airport_delays@1: a row of its latest table has no airport (file "
                        + table.file("part ") + "). The gate lets no such row pass: find what else writes to latest,"
                        + " delete its folder and run 'sluice run' to build it anew.");
    }

    @Test
    void aRowWithoutAnEventTimeIsRefused() {
        table.insert(LatestRow.of("ATL", 1L, 1.0).withoutTime());
        assertProblem(FeedError.UNFIT_ROW, this::readAll).hasMessageContaining("has no event_time (file ");
    }

    @Test
    void aTableWithDeletionVectorsIsRefused() {
        table.commit("{\"add\":{\"path\":\"x.parquet\",\"partitionValues\":{},\"size\":1,\"modificationTime\":0,"
                + "\"dataChange\":true,\"deletionVector\":{\"storageType\":\"u\",\"pathOrInlineDv\":\"ab\","
                + "\"offset\":1,\"sizeInBytes\":36,\"cardinality\":1}}}");
        assertProblem(FeedError.UNFIT_TABLE, this::readAll)
                .hasMessageStartingWith("Cannot materialize airport_delays@1: its latest table uses deletion vectors,"
                        + " which Sluice never writes. Set delta.enableDeletionVectors=false on " + table.path());
    }

    @Test
    void aPartitionedTableIsRefused() {
        DeltaFixture partitioned = DeltaFixture.create(folder.resolve("partitioned"), VIEW, "airport");
        assertProblem(
                        FeedError.UNFIT_TABLE,
                        () -> LatestTable.open(ServedView.of(VIEW), TableLocation.of(partitioned.path())))
                .hasMessageContaining("is partitioned or maps its columns' names, which Sluice's never is.");
    }

    private void readAll() {
        LatestTable opened = LatestTable.open(ServedView.of(VIEW), TableLocation.of(table.path()));
        FeedChanges.of(opened, opened.rows());
    }

    private static AbstractThrowableAssert<?, ?> assertProblem(FeedError code, ThrowingCallable action) {
        return assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
