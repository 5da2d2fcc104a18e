package dev.sluice.reconciliation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Counts what differs, hands it on, and has it mended. */
final class Findings {
    private final Consumer<Difference> listener;
    private final ToLongFunction<List<Difference>> mend;
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private long unsettled;
    private long repaired;

    /** @param mend mends differences and says how many of them are no more; does nothing in a mere comparison */
    Findings(Consumer<Difference> listener, ToLongFunction<List<Difference>> mend) {
        this.listener = listener;
        this.mend = mend;
    }

    void found(List<Difference> differences) {
        for (Difference difference : differences) {
            counts.merge(difference.kind(), 1L, Long::sum);
            listener.accept(difference);
        }
        repaired += differences.isEmpty() ? 0 : mend.applyAsLong(differences);
    }

    void unsettled() {
        unsettled++;
    }

    Map<Difference.Kind, Long> counts() {
        return counts;
    }

    long unsettledKeys() {
        return unsettled;
    }

    long repaired() {
        return repaired;
    }
}
