package dev.sluice.lakehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * An order of the steps of two Delta transactions: each begins (and reads), prepares, commits, and ends.
 *
 * @param steps whose turn it is, {@code 'a'} or {@code 'b'}
 */
record TransactionSchedule(String steps) {
    private static final int STEPS = 4;
    private static final int COMMIT = 2;

    /** All orders: 70. */
    static List<TransactionSchedule> all() {
        List<TransactionSchedule> schedules = new ArrayList<>();
        extend("", schedules);
        return schedules;
    }

    private static void extend(String begun, List<TransactionSchedule> schedules) {
        if (begun.length() == 2 * STEPS) {
            schedules.add(new TransactionSchedule(begun));
            return;
        }
        for (char who : new char[] {'a', 'b'}) {
            if (begun.chars().filter(step -> step == who).count() < STEPS) {
                extend(begun + who, schedules);
            }
        }
    }

    /** Whether one had committed before the other began. */
    boolean commitsBefore(char one, char other) {
        return step(one, COMMIT) < step(other, 0);
    }

    /** Whether one has ended, and looked for itself in the log, before the other committed. */
    boolean endsBefore(char one, char other) {
        return step(one, COMMIT + 1) < step(other, COMMIT);
    }

    /** Whose commit comes first. */
    char first() {
        return step('a', COMMIT) < step('b', COMMIT) ? 'a' : 'b';
    }

    private int step(char who, int number) {
        int place = -1;
        for (int i = 0; i <= number; i++) {
            place = steps.indexOf(who, place + 1);
        }
        return place;
    }

    /** Runs both in this order; what each returned or threw. A transaction that ends early leaves its turns to the other. */
    List<Object> run(Callable<?> a, Callable<?> b) throws Exception {
        SteppedTransaction first = new SteppedTransaction();
        SteppedTransaction second = new SteppedTransaction();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Object> ofA = threads.submit(() -> first.end(a));
            Future<Object> ofB = threads.submit(() -> second.end(b));
            first.awaitStep();
            second.awaitStep();
            for (char who : steps.toCharArray()) {
                (who == 'a' ? first : second).advance();
            }
            return List.of(ofA.get(60, TimeUnit.SECONDS), ofB.get(60, TimeUnit.SECONDS));
        } finally {
            threads.shutdownNow();
        }
    }
}
