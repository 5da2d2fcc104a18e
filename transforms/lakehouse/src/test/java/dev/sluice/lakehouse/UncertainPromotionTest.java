package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.problem.SluiceException;
import dev.sluice.problem.UnknownOutcomeException;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncertainPromotionTest {
    private static final String DAY = "2001-03-05";
    private static final String NEXT_DAY = "2001-03-06";

    /** Counts the writes that have begun; each waits for the other inside its transaction. */
    private static CountDownLatch bothWrite = new CountDownLatch(0);

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
        lake = Lake.daily(folder);
    }

    @Test
    void ofTwoRunsOfAPartitionAtOnceOneWinsAndTheOtherIsToldWhichWithNothingMixed() throws Exception {
        lake.run(DAY, 1, "ORD", 0);
        StagedPartition two = lake.stage(DAY, "two", "ORD", 2, "ATL", 2);
        StagedPartition three = lake.stage(DAY, "three", "ORD", 3, "DEN", 3);
        List<Object> ends = atOnce(() -> promoteTogether(two, 2), () -> promoteTogether(three, 3));
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
        assertThat(atOnce(() -> promoteTogether(day, 1), () -> promoteTogether(next, 1)))
                .hasOnlyElementsOfType(PromotedPartition.class);
        assertThat(lake.promoted()).containsExactly("ORD=1", "ORD=2");
    }

    @Test
    void whatDeltaSkipsWithoutAWordIsAnErrorHere() {
        StagedPartition zombie = lake.stage(DAY, "zombie", "ORD", 666);
        Supplier<Dataset<Row>> lateRows = () -> {
            lake.run(DAY, 2, "ORD", 1);
            return lake.table.read(zombie);
        };
        assertThatThrownBy(() -> promoter().promote(lateRows, zombie, promotion(1)))
                .hasMessageStartingWith("Cannot promote run zombie of delays@1 for 2001-03-05 as attempt 1: attempt 2"
                        + " (run 2001-03-05-2) has been promoted since.");
        assertThat(lake.promoted()).containsExactly("ORD=1");
    }

    @Test
    void anExceptionAfterTheCommitIsNoFailure() {
        StagedPartition staged = lake.stage(DAY, "r1", "ORD", 1);
        Supplier<Dataset<Row>> dyingAfterwards = () -> {
            lake.promote(staged, 1);
            throw new IllegalStateException("the answer was lost");
        };
        PromotedPartition promoted = promoter().promote(dyingAfterwards, staged, promotion(1));
        assertThat(lake.table.promoted("r1")).contains(promoted);
    }

    @Test
    void aFailureWithALogThatCannotBeReadIsAnUnknownOutcomeThatSaysWhatToDo() {
        lake.run(DAY, 1, "ORD", 1);
        StagedPartition staged = lake.stage(DAY, "r2", "ORD", 2);
        Path table = Path.of(lake.layout.features(lake.view.id()));
        Supplier<Dataset<Row>> tearingTheLog = () -> {
            tearCommit(table.resolve("_delta_log/00000000000000000002.json"));
            throw new IllegalStateException("the disk is failing");
        };
        assertThatThrownBy(() -> promoter().promote(tearingTheLog, staged, promotion(2)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessage("Cannot promote run r2 of delays@1 for 2001-03-05 with certainty: the write failed and the"
                        + " log of " + table + " cannot be read. Run it again with the same attempt: what was committed"
                        + " is not repeated.")
                .hasRootCauseMessage("the disk is failing");
    }

    private static void tearCommit(Path commit) {
        try {
            Files.writeString(commit, "{\"commitInfo\":{\"ti");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PromotedPartition promoteTogether(StagedPartition staged, long attempt) {
        UDF0<Boolean> waitForTheOther = () -> {
            bothWrite.countDown();
            return bothWrite.await(20, TimeUnit.SECONDS);
        };
        return promoter()
                .promote(
                        () -> lake.table
                                .read(staged)
                                .where(udf(waitForTheOther, DataTypes.BooleanType)
                                        .asNondeterministic()
                                        .apply()),
                        staged,
                        promotion(attempt));
    }

    private Promoter promoter() {
        DeltaTableFolder features = DeltaTableFolder.features(lake.spark, lake.layout, new ViewColumns(lake.view));
        return new Promoter(features, new PromotionLog(features.log(), lake.view.id(), lake.view.granularity()));
    }

    private static Promotion promotion(long attempt) {
        return new Promotion(attempt, Lake.WRITTEN, "");
    }

    /** What each returned or threw. */
    private static List<Object> atOnce(Supplier<Object> first, Supplier<Object> second) throws Exception {
        bothWrite = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> running = Stream.of(first, second)
                    .map(action -> threads.submit(() -> ended(action)))
                    .toList();
            return List.of(running.get(0).get(), running.get(1).get());
        } finally {
            threads.shutdown();
        }
    }

    private static Object ended(Supplier<Object> action) {
        Object[] result = new Object[1];
        Throwable thrown = catchThrowable(() -> result[0] = action.get());
        return thrown == null ? result[0] : thrown;
    }
}
