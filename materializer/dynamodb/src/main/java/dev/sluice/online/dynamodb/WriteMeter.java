package dev.sluice.online.dynamodb;

import dev.sluice.online.WriteUsage;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what writes take. Threads share it. */
final class WriteMeter {
    private final DoubleAdder units = new DoubleAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder retried = new LongAdder();

    void took(double writeUnits) {
        units.add(writeUnits);
    }

    void unchanged() {
        unchanged.increment();
    }

    void retried(int changes) {
        retried.add(changes);
    }

    WriteUsage usage() {
        return new WriteUsage(units.sum(), unchanged.sum(), retried.sum());
    }
}
