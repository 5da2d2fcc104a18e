package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {
    private static final String DAY = "2001-03-05";
    private static final String NEXT_DAY = "2001-03-06";

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeAll
    static void keepProvokedFailuresOutOfTheLog() {
        LocalSpark.session().sparkContext().setLogLevel("OFF");
    }

    @AfterAll
    static void logAgain() {
        LocalSpark.session().sparkContext().setLogLevel("ERROR");
    }

    @BeforeEach
    void lake() {
        lake = Lake.daily(folder.resolve("lake 100% ü"));
    }

    @Test
    void beforeTheFirstPromotionThereIsNothing() {
        assertThat(lake.table.version()).isEmpty();
        assertThat(lake.table.pinned()).isEmpty();
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
        assertThat(second.version()).isEqualTo(first.version() + 2);
        assertThat(Lake.shown(lake.table.rowsAt(first.version()))).containsExactly("ATL=2", "ORD=1");
        PinnedTable pinned = lake.table.pinned().orElseThrow();
        assertThat(pinned.version()).isEqualTo(second.version());
        assertThat(Lake.shown(pinned.rows(lake.spark))).containsExactly("DEN=4", "ORD=3");
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
        assertThat(List.of(emptied.version(), empty.version()))
                .containsExactly(first.version() + 1, first.version() + 2);
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
        Lake hourly = Lake.hourly(folder.resolve("hourly"));
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
        assertThatThrownBy(() -> new PinnedTable(path + "9", 0).rows(lake.spark))
                .hasMessage("Cannot read version 0 of " + path + "9. There is no table.");
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
