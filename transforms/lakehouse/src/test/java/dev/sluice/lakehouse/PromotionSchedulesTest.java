package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.problem.SluiceException;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two promotions in one table, in every order of their transactions' steps: 70 orders. A few by default; {@code
 * -Dsluice.schedules.every=1} takes all of them.
 */
class PromotionSchedulesTest {
    private static final int EVERY = Integer.getInteger("sluice.schedules.every", 19);
    private static final String DAY = "2001-03-05";
    private static final String NEXT_DAY = "2001-03-06";
    private static final String OTHER_DAY = "2001-03-07";

    /** Threads of one process commit one after another by a lock that processes do not share. */
    private static final String LOCK = "spark.databricks.delta.commitLock.enabled";

    @TempDir
    Path folder;

    @BeforeAll
    static void beLikeTwoProcesses() {
        LocalSpark.session().conf().set(LOCK, false);
        LocalSpark.session().sparkContext().setLogLevel("OFF");
    }

    @AfterAll
    static void beLikeOneAgain() {
        LocalSpark.session().conf().unset(LOCK);
        LocalSpark.session().sparkContext().setLogLevel("ERROR");
    }

    @Test
    void twoRunsOfAPartitionEndAsIfOneHadComeAfterTheOtherAndTheLoserIsTold() throws Exception {
        Lake lake = Lake.daily(folder);
        lake.run(OTHER_DAY, 1, "DEN", 0);
        StagedPartition older = lake.stage(DAY, "older", "ORD", 1, "ATL", 1);
        StagedPartition newer = lake.stage(DAY, "newer", "ORD", 2, "JFK", 2);
        List<String> wrong = new ArrayList<>();
        long attempt = 1;
        for (TransactionSchedule schedule : schedules()) {
            long a = attempt++;
            long b = attempt++;
            List<Object> ends = schedule.run(() -> lake.promote(older, a), () -> lake.promote(newer, b));
            String found = end(ends.get(0)) + " " + end(ends.get(1)) + " " + lake.promoted();
            String expected = expected(schedule);
            if (!found.equals(expected)) {
                wrong.add(schedule + ": " + found + " instead of " + expected);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What a lease's fences make of each order: an attempt is never followed by an older one. */
    private static String expected(TransactionSchedule schedule) {
        String older = "[ATL=1, DEN=0, ORD=1]";
        String newer = "[DEN=0, JFK=2, ORD=2]";
        if (schedule.commitsBefore('a', 'b')) {
            return (schedule.endsBefore('a', 'b') ? "promoted" : "SUPERSEDED") + " promoted " + newer;
        }
        if (schedule.commitsBefore('b', 'a')) {
            return "SUPERSEDED promoted " + newer;
        }
        return schedule.first() == 'a' ? "promoted CONFLICT " + older : "CONFLICT promoted " + newer;
    }

    @Test
    void runsOfTwoPartitionsBothSucceedInEveryOrder() throws Exception {
        Lake lake = Lake.daily(folder);
        lake.run(OTHER_DAY, 1, "DEN", 0);
        StagedPartition day = lake.stage(DAY, "day", "ORD", 1, "ATL", 1);
        StagedPartition next = lake.stage(NEXT_DAY, "next", "ORD", 2, "JFK", 2);
        List<String> wrong = new ArrayList<>();
        long attempt = 0;
        for (TransactionSchedule schedule : schedules()) {
            long both = ++attempt;
            List<Object> ends = schedule.run(() -> lake.promote(day, both), () -> lake.promote(next, both));
            String found = end(ends.get(0)) + " " + end(ends.get(1)) + " " + lake.promoted();
            if (!found.equals("promoted promoted [ATL=1, DEN=0, JFK=2, ORD=1, ORD=2]")) {
                wrong.add(schedule + ": " + found);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<TransactionSchedule> schedules() {
        List<TransactionSchedule> all = TransactionSchedule.all();
        assertThat(all).hasSize(70);
        return IntStream.range(0, all.size())
                .filter(number -> number % EVERY == 3 % EVERY)
                .mapToObj(all::get)
                .toList();
    }

    private static String end(Object end) {
        if (end instanceof PromotedPartition) {
            return "promoted";
        }
        return end instanceof SluiceException problem ? problem.code().toString() : end.toString();
    }
}
