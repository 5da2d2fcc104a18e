package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataTypes;

/** Two promotions of a lake, each of which waits for the other while it writes. */
final class PromotionsAtOnce {
    /** Counts the writes that have begun. */
    private static CountDownLatch bothWrite = new CountDownLatch(0);

    private final Lake lake;

    PromotionsAtOnce(Lake lake) {
        this.lake = lake;
    }

    /** What each returned or threw. */
    List<Object> of(StagedPartition first, long firstAttempt, StagedPartition second, long secondAttempt)
            throws Exception {
        bothWrite = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> running = Stream.<Supplier<Object>>of(
                            () -> promote(first, firstAttempt), () -> promote(second, secondAttempt))
                    .map(action -> threads.submit(() -> ended(action)))
                    .toList();
            return List.of(running.get(0).get(), running.get(1).get());
        } finally {
            threads.shutdown();
        }
    }

    private PromotedPartition promote(StagedPartition staged, long attempt) {
        UDF0<Boolean> waitForTheOther = () -> {
            bothWrite.countDown();
            return bothWrite.await(20, TimeUnit.SECONDS);
        };
        return lake.promoter()
                .promote(
                        () -> lake.table
                                .read(staged)
                                .where(udf(waitForTheOther, DataTypes.BooleanType)
                                        .asNondeterministic()
                                        .apply()),
                        staged,
                        new Promotion(attempt, Lake.WRITTEN, ""));
    }

    private static Object ended(Supplier<Object> action) {
        Object[] result = new Object[1];
        Throwable thrown = catchThrowable(() -> result[0] = action.get());
        return thrown == null ? result[0] : thrown;
    }
}
