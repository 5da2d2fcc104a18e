package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.TableKind;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every table of promoted rows keeps, whatever it is made of. */
@ExtendWith(ProvokedFailures.class)
abstract class PromotedTableContract {
    private static final String DAY = "2001-03-05";
    private static final String NEXT_DAY = "2001-03-06";

    @TempDir
    Path folder;

    private Lake lake;

    /** What the tables are made of. */
    protected abstract TableKind kind();

    @BeforeEach
    void lake() {
        lake = Lake.daily(folder.resolve("lake 100% ü"), kind());
    }

    @Test
    void beforeTheFirstPromotionThereIsNothing() {
        assertThat(lake.table.version()).isEmpty();
        assertThat(lake.table.rows().collectAsList()).isEmpty();
        assertThat(lake.table.latest().collectAsList()).isEmpty();
        assertThat(lake.table.promoted("r1")).isEmpty();
        assertThat(folder.resolve("lake 100% ü/features")).doesNotExist();
    }

    @Test
    void aPromotionReplacesExactlyItsPartitionInOneCommit() {
        PromotedPartition first = lake.run(DAY, 1, "ORD", 1, "ATL", 2);
        lake.run(NEXT_DAY, 1, "ORD", 3);
        PromotedPartition second = lake.run(DAY, 2, "DEN", 4);
        assertThat(lake.promoted()).containsExactly("DEN=4", "ORD=3");
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(Lake.shown(lake.table.rowsAt(first.version()))).containsExactly("ATL=2", "ORD=1");
        assertThat(lake.table.version()).hasValue(second.version());
        assertThat(Lake.shown(lake.table.rowsAt(second.version()))).containsExactly("DEN=4", "ORD=3");
        assertThat(lake.table.sizes())
                .extracting(PartitionSize::partition, PartitionSize::files, PartitionSize::rows)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(lake.partition(DAY), 1L, 1L),
                        org.assertj.core.groups.Tuple.tuple(lake.partition(NEXT_DAY), 1L, 1L));
        assertThat(lake.table.sizes())
                .allSatisfy(size -> assertThat(size.bytes()).isPositive());
    }

    @Test
    void aPromotedRowCarriesItsRunItsTimesAndItsPartitionLast() {
        lake.run(DAY, 7, "ORD", 1);
        assertThat(lake.table.rows().columns())
                .containsExactly("airport", "delay", "event_time", "created_time", "run_id", "event_date");
        Row row = lake.table.rows().first();
        assertThat(row.<Instant>getAs("event_time")).isEqualTo("2001-03-06T00:00:00Z");
        assertThat(row.<Instant>getAs("created_time")).isEqualTo(Lake.WRITTEN.plusSeconds(7));
        assertThat(row.<String>getAs("run_id")).isEqualTo("2001-03-05-7");
        assertThat(row.<LocalDate>getAs("event_date")).isEqualTo(LocalDate.parse(DAY));
    }

    @Test
    void aRepeatChangesNothingAlsoWhenTheStagedRowsAreGone() {
        StagedPartition staged = lake.stage(DAY, "r1", "ORD", 1);
        PromotedPartition first = lake.promote(staged, 1);
        assertThat(lake.promote(staged, 1)).isEqualTo(first);
        lake.table.discard(staged.runId());
        assertThat(lake.promote(staged, 1)).isEqualTo(first);
        assertThat(lake.table.version()).isEqualTo(OptionalLong.of(first.version()));
        assertThat(lake.promoted()).containsExactly("ORD=1");
    }

    @Test
    void aRunThatWasKilledBeforeItsRecordIsFoundInTheLog() {
        PromotedPartition promoted = lake.run(DAY, 3, "ORD", 1, "ATL", 2);
        lake.run(DAY, 4, "ORD", 5);
        FeatureTable afterRestart = FeatureTable.of(lake.spark, lake.layout, lake.view);
        assertThat(afterRestart.promoted("2001-03-05-3")).contains(promoted);
        assertThat(promoted)
                .isEqualTo(new PromotedPartition(lake.partition(DAY), "2001-03-05-3", 3, promoted.version(), 2));
        assertThat(afterRestart.promoted("2001-03-05-5")).isEmpty();
    }

    @Test
    void anOlderAttemptIsRefusedLoudly() {
        StagedPartition zombie = lake.stage(DAY, "zombie", "ORD", 666);
        lake.run(DAY, 2, "ORD", 1);
        assertThatThrownBy(() -> lake.promote(zombie, 1))
                .isInstanceOfSatisfying(SluiceException.class, e -> {
                    assertThat(e.code()).isEqualTo(LakehouseError.SUPERSEDED);
                    assertThat(e.type()).isEqualTo(ErrorType.EXTERNAL);
                })
                .hasMessage("Cannot promote run zombie of delays@1 for 2001-03-05 as attempt 1: attempt 2 (run"
                        + " 2001-03-05-2) has been promoted since. Its rows stand. Start a new run if it is wrong.");
        assertThat(lake.promoted()).containsExactly("ORD=1");
        assertThatThrownBy(() -> lake.promote(zombie, 2))
                .as("another run of the same attempt")
                .hasMessageContaining("as attempt 2: attempt 2 (run 2001-03-05-2) has been promoted since");
    }

    @Test
    void noRowsReplaceAPartitionByNothingAlsoWhereNothingWas() {
        PromotedPartition first = lake.run(DAY, 1, "ORD", 1);
        PromotedPartition emptied = lake.run(DAY, 2);
        PromotedPartition empty = lake.run(NEXT_DAY, 1);
        assertThat(lake.promoted()).isEmpty();
        assertThat(List.of(first.version(), emptied.version(), empty.version()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(lake.table.promoted("2001-03-06-1")).contains(empty);
    }

    @Test
    void aPromotionThatFailsLeavesThePartitionAsItWas() throws IOException {
        PromotedPartition first = lake.run(DAY, 1, "ORD", 1);
        StagedPartition staged = lake.stage(DAY, "r2", "ORD", 2, "ATL", 3);
        damageFirstPage(staged);
        assertThatThrownBy(() -> lake.promote(staged, 2))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot promote run r2 of delays@1 for 2001-03-05: a Parquet file is damaged.")
                .hasMessageContaining("/staging/delays/v1/r2/part-0000")
                .hasMessageNotContaining("\n");
        assertThat(lake.table.version()).isEqualTo(OptionalLong.of(first.version()));
        assertThat(lake.promoted()).containsExactly("ORD=1");
    }

    @Test
    void anHourIsReplacedAlone() {
        Lake hourly = Lake.hourly(folder.resolve("hourly"), kind());
        hourly.run("2001-03-05T12", 1, "ORD", 12);
        hourly.run("2001-03-05T13", 1, "ORD", 13);
        hourly.run("2001-03-05T13", 2, "ORD", 14);
        assertThat(hourly.promoted()).containsExactly("ORD=12", "ORD=14");
        assertThat(hourly.table.rows().columns()).endsWith("run_id", "event_date", "event_hour");
        assertThat(hourly.table.sizes())
                .extracting(size -> size.partition().toString())
                .containsExactly("2001-03-05T12", "2001-03-05T13");
    }

    @Test
    void aVersionThatIsNotThereIsNamedWithTheNewest() {
        PromotedPartition first = lake.run(DAY, 1, "ORD", 1);
        String path = lake.layout.features(lake.view.id());
        assertThatThrownBy(() -> lake.table.rowsAt(99))
                .hasMessage("Cannot read version 99 of " + path + ". Its newest is " + first.version() + ".");
        Lake none = Lake.daily(folder.resolve("none"), kind());
        assertThatThrownBy(() -> none.table.rowsAt(0))
                .hasMessage(
                        "Cannot read version 0 of " + none.layout.features(none.view.id()) + ". There is no table.");
    }

    @Test
    void latestFollowsPromotionsInAnyOrderAlsoThoseThatTakeRowsAway() {
        PromotedPartition first = lake.run(DAY, 1, "ORD", 5, "ATL", 5);
        PromotedPartition second = lake.run(NEXT_DAY, 1, "ORD", 6);
        assertThat(lake.table.refreshLatest(List.of(first, second)))
                .isEqualTo(new LatestRefresh(0, second.version(), 2, 0, 0));
        PromotedPartition old = lake.run("2001-03-04", 1, "ORD", 4, "DEN", 4);
        assertThat(lake.table.refreshLatest(List.of(old))).isEqualTo(new LatestRefresh(1, old.version(), 1, 0, 0));
        assertThat(lake.latest()).containsExactly("ATL=5", "DEN=4", "ORD=6");
        lake.run("2001-03-04", 2, "ORD", 44);
        PromotedPartition emptied = lake.run(NEXT_DAY, 2);
        assertThat(lake.table.refreshLatest(List.of()))
                .as("found in the log")
                .isEqualTo(new LatestRefresh(2, emptied.version(), 0, 1, 1));
        assertThat(lake.latest()).containsExactly("ATL=5", "ORD=5");
        assertThat(lake.table.refreshLatest(List.of()))
                .as("a repeat commits nothing")
                .isEqualTo(new LatestRefresh(2, emptied.version(), 0, 0, 0));
    }

    @Test
    void aFeatureThatWasAddedIsNullInOlderRows() {
        lake.run(DAY, 1, "ORD", 1);
        Lake after = Lake.of(
                folder.resolve("lake 100% ü"),
                Lake.view("daily", Feature.of("gates", Scalar.INT)).withTable(kind()));
        StagedPartition staged = after.table.stage(
                lake.rows(NEXT_DAY, "ORD", 3).withColumn("gates", functions.lit(9)), after.partition(NEXT_DAY), "r2");
        after.promote(staged, 1);
        assertThat(after.table.rows().orderBy("event_date").collectAsList())
                .extracting(row -> row.getAs("delay") + " " + row.getAs("gates"))
                .containsExactly("1 null", "3 9");
        assertThat(lake.promoted()).containsExactly("ORD=1", "ORD=3");
    }

    @Test
    void ofTwoRunsOfAPartitionAtOnceOneWinsAndTheOtherIsToldWhichWithNothingMixed() throws Exception {
        lake.run(DAY, 1, "ORD", 0);
        StagedPartition two = lake.stage(DAY, "two", "ORD", 2, "ATL", 2);
        StagedPartition three = lake.stage(DAY, "three", "ORD", 3, "DEN", 3);
        assertOneWins(two, three);
    }

    @Test
    void ofTwoFirstRunsOfAPartitionAtOnceOneWins() throws Exception {
        lake.run(NEXT_DAY, 1);
        StagedPartition two = lake.stage(DAY, "two", "ORD", 2, "ATL", 2);
        StagedPartition three = lake.stage(DAY, "three", "ORD", 3, "DEN", 3);
        assertOneWins(two, three);
    }

    private void assertOneWins(StagedPartition two, StagedPartition three) throws Exception {
        PromotionsAtOnce both = new PromotionsAtOnce(lake);
        List<Object> ends = both.of(two, 2, three, 3);
        boolean twoWon = ends.get(0) instanceof PromotedPartition;
        assertThat(ends.get(twoWon ? 1 : 0))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code()).isEqualTo(LakehouseError.CONFLICT))
                .extracting(e -> ((SluiceException) e).getMessage())
                .isEqualTo("Cannot promote run " + (twoWon ? "three" : "two") + " of delays@1 for 2001-03-05: another"
                        + " run promoted this partition at the same moment (" + (twoWon ? "two" : "three")
                        + "). Its rows stand, nothing was mixed. Run it again if yours are the right ones.");
        assertThat(lake.promoted()).isEqualTo(twoWon ? List.of("ATL=2", "ORD=2") : List.of("DEN=3", "ORD=3"));
    }

    @Test
    void twoPartitionsAtOnceBothSucceedAlsoWhenThereIsNoTableYet() throws Exception {
        StagedPartition day = lake.stage(DAY, "day", "ORD", 1);
        StagedPartition next = lake.stage(NEXT_DAY, "next", "ORD", 2);
        assertThat(new PromotionsAtOnce(lake).of(day, 1, next, 1)).hasOnlyElementsOfType(PromotedPartition.class);
        assertThat(lake.promoted()).containsExactly("ORD=1", "ORD=2");
    }

    @Test
    void aRunThatWasOvertakenWhileItReadItsRowsIsRefused() {
        StagedPartition zombie = lake.stage(DAY, "zombie", "ORD", 666);
        Supplier<Dataset<Row>> lateRows = () -> {
            lake.run(DAY, 2, "ORD", 1);
            return lake.table.read(zombie);
        };
        assertThatThrownBy(() -> lake.promoter().promote(lateRows, zombie, new Promotion(1, Lake.WRITTEN, "")))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot promote run zombie of delays@1 for 2001-03-05")
                .hasMessageContaining("2001-03-05-2");
        assertThat(lake.promoted()).containsExactly("ORD=1");
    }

    @Test
    void anExceptionAfterTheCommitIsNoFailure() {
        StagedPartition staged = lake.stage(DAY, "r1", "ORD", 1);
        Supplier<Dataset<Row>> dyingAfterwards = () -> {
            lake.promote(staged, 1);
            throw new IllegalStateException("the answer was lost");
        };
        PromotedPartition promoted =
                lake.promoter().promote(dyingAfterwards, staged, new Promotion(1, Lake.WRITTEN, ""));
        assertThat(lake.table.promoted("r1")).contains(promoted);
    }

    private static void damageFirstPage(StagedPartition staged) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(staged.path()))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().endsWith(".crc")) {
                    Files.delete(file);
                } else if (file.getFileName().toString().startsWith("part-")) {
                    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                        bytes.seek(4);
                        bytes.write(new byte[40]);
                    }
                }
            }
        }
    }
}
