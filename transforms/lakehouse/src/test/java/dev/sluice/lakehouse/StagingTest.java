package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ProvokedFailures.class)
class StagingTest {
    private static final String DAY = "2001-03-05";

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void lake() {
        lake = Lake.daily(folder.resolve("a lake [x] 100% {ü}*"));
    }

    @Test
    void stagedRowsComeBackWithTheirCountAndSizeInOneFile() throws IOException {
        StagedPartition staged = lake.stage(DAY, "r1", "ORD", 3, "ATL", 4);
        assertThat(Lake.shown(lake.table.read(staged))).containsExactly("ATL=4", "ORD=3");
        assertThat(lake.table.read(staged).columns()).containsExactly("airport", "delay", "event_time");
        assertThat(staged.rows()).isEqualTo(2);
        assertThat(files(staged)).hasSize(1);
        assertThat(staged.bytes()).isEqualTo(Files.size(files(staged).get(0)));
        assertThat(lake.table.staged(lake.partition(DAY), "r1")).contains(staged);
    }

    @Test
    void aRunThatStagesAgainReplacesWhatItLeft() {
        lake.stage(DAY, "r1", "ORD", 3);
        StagedPartition second = lake.stage(DAY, "r1", "ATL", 4);
        assertThat(Lake.shown(lake.table.read(second))).containsExactly("ATL=4");
    }

    @Test
    void whatAKilledRunLeftIsNotThereAndIsReplaced() throws IOException {
        StagedPartition torn = lake.stage(DAY, "r1", "ORD", 3);
        Files.delete(Path.of(torn.path(), "_SUCCESS"));
        assertThat(lake.table.staged(lake.partition(DAY), "r1")).isEmpty();
        assertThat(Lake.shown(lake.table.read(lake.stage(DAY, "r1", "ATL", 4)))).containsExactly("ATL=4");
    }

    @Test
    void noRowsCanBeStaged() {
        StagedPartition staged = lake.stage(DAY, "r1");
        assertThat(staged.rows()).isZero();
        assertThat(lake.table.read(staged).collectAsList()).isEmpty();
    }

    @Test
    void discardedRowsAreGoneAndDiscardingAgainIsNoError() {
        StagedPartition staged = lake.stage(DAY, "r1", "ORD", 3);
        lake.table.discard(staged.runId());
        lake.table.discard(staged.runId());
        assertThat(Path.of(staged.path())).doesNotExist();
        assertRefused(() -> lake.table.read(staged), LakehouseError.STAGING_CHANGED)
                .hasMessage("Cannot read the staged rows of r1: " + staged.path()
                        + " does not hold the 1 rows that were staged. Run the partition again.");
    }

    @Test
    void eventTimesMayBeAtThePartitionsEndAndAMicrosecondAfterItsStart() {
        Dataset<Row> rows = lake.frame(
                Lake.row("ORD", 1, Instant.parse("2001-03-05T00:00:00.000001Z")),
                Lake.row("ATL", 2, Instant.parse("2001-03-06T00:00:00Z")));
        assertThat(lake.table.stage(rows, lake.partition(DAY), "r1").rows()).isEqualTo(2);
    }

    @Test
    void anEventTimeOutsideThePartitionIsRefusedAndNothingIsLeft() {
        Dataset<Row> early = lake.frame(Lake.row("ORD", 1, Instant.parse("2001-03-05T00:00:00Z")));
        assertRefused(() -> lake.table.stage(early, lake.partition(DAY), "r1"), LakehouseError.WRONG_EVENT_TIME)
                .hasMessage(
                        "Cannot stage delays@1 for 2001-03-05: event_time must be after 2001-03-05T00:00:00Z and not"
                                + " after 2001-03-06T00:00:00Z, but they are from 2001-03-05T00:00:00Z to"
                                + " 2001-03-05T00:00:00Z. Return event_time inside the partition, or leave it out of the"
                                + " transform.");
        assertThat(Path.of(lake.layout.staging(lake.view.id(), "r1"))).doesNotExist();
        Dataset<Row> late = lake.frame(Lake.row("ORD", 1, Instant.parse("2001-03-06T00:00:00.000001Z")));
        assertRefused(() -> lake.table.stage(late, lake.partition(DAY), "r1"), LakehouseError.WRONG_EVENT_TIME);
    }

    @Test
    void anEventTimeThatIsNullIsRefused() {
        Dataset<Row> rows =
                lake.rows(DAY, "ORD", 1, "ATL", 2).withColumn("event_time", expr("if(delay = 1, null, event_time)"));
        assertRefused(() -> lake.table.stage(rows, lake.partition(DAY), "r1"), LakehouseError.WRONG_EVENT_TIME)
                .hasMessageContaining("but 1 of 2 are null");
    }

    @Test
    void aComputationThatFailsLeavesNothingAndSaysWhyInOneLine() {
        Dataset<Row> rows = lake.rows(DAY, "ORD", 1)
                .withColumn(
                        "delay",
                        expr("if(delay = 1, raise_error('the tower is closed'), delay)")
                                .cast("long"));
        assertThatThrownBy(() -> lake.table.stage(rows, lake.partition(DAY), "r1"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot stage delays@1 for 2001-03-05: the tower is closed.");
        assertThat(lake.table.staged(lake.partition(DAY), "r1")).isEmpty();
    }

    @Test
    void columnsThatDifferFromTheViewAreRefusedByName() {
        Dataset<Row> rows = lake.rows(DAY, "ORD", 1);
        assertRefused(() -> stage(rows.drop("delay")), LakehouseError.WRONG_COLUMNS)
                .hasMessage("Cannot stage delays@1: the rows lack the column 'delay'. Return it from the transform, or"
                        + " take it out of the view.");
        assertRefused(() -> stage(rows.withColumn("gate", lit(1))), LakehouseError.WRONG_COLUMNS)
                .hasMessage("Cannot stage delays@1: the rows have a column 'gate' that the view does not declare."
                        + " Declare it, or do not return it.");
        assertRefused(() -> stage(rows.withColumn("delay", col("delay").cast("double"))), LakehouseError.WRONG_COLUMNS)
                .hasMessage("Cannot stage delays@1: the rows hold 'delay' as double, the view declares it as long. Cast"
                        + " it in the transform, or change the type in a new version of the view.");
    }

    @Test
    void aDamagedFileIsToldInOneLine() throws IOException {
        StagedPartition staged = lake.stage(DAY, "r1", "ORD", 3);
        Path file = files(staged).get(0);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.writeString(file, "this is no Parquet file");
        assertRefused(() -> lake.table.read(staged), LakehouseError.DAMAGED_FILE)
                .hasMessageStartingWith("Cannot look for the staged rows of r1: a Parquet file is damaged. Restore"
                        + " it; if it is staged, run the partition again. It said: ")
                .hasMessageContaining("is not a Parquet file")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aRunIdThatLeadsElsewhereIsRefused() {
        assertRefused(() -> lake.stage(DAY, "../../features", "ORD", 1), LakehouseError.INVALID_ARGUMENT)
                .hasMessage("Invalid run id: '../../features'. Use letters, digits, '.', '_' and '-'.");
        assertRefused(() -> lake.stage(DAY, "..", "ORD", 1), LakehouseError.INVALID_ARGUMENT);
    }

    @Test
    void anHourOfADailyViewIsRefused() {
        Lake hourly = Lake.hourly(folder);
        assertRefused(
                        () -> lake.table.stage(lake.rows(DAY, "ORD", 1), hourly.partition("2001-03-05T13"), "r1"),
                        LakehouseError.INVALID_ARGUMENT)
                .hasMessage("Invalid partition: 2001-03-05T13 of delays@1. Its partitions are one DAY long.");
    }

    @Test
    void aLakeThatIsAFileIsTheAuthorsMistake() throws IOException {
        Path file = Files.writeString(folder.resolve("lake"), "not a folder");
        Lake wrong = Lake.daily(file);
        assertRefused(() -> wrong.stage(DAY, "r1", "ORD", 1), LakehouseError.NOT_A_FOLDER)
                .hasMessageStartingWith("Cannot stage delays@1 for 2001-03-05: a file stands where a folder is needed."
                        + " Name another lake in sluice.yaml, or move the file away. It said: ")
                .hasMessageNotContaining("\n")
                .extracting(e -> ((SluiceException) e).type())
                .isEqualTo(ErrorType.DEFINITION);
    }

    private StagedPartition stage(Dataset<Row> rows) {
        return lake.table.stage(rows, lake.partition(DAY), "r1");
    }

    private static List<Path> files(StagedPartition staged) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(staged.path()))) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .toList();
        }
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            ThrowingCallable call, LakehouseError code) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
