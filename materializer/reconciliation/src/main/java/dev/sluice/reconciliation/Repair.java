package dev.sluice.reconciliation;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineScan;
import dev.sluice.online.OnlineStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Mends differences through the store's conditional writes, so that nothing newer than what was seen is lost. */
record Repair(OnlineStore store, OnlineScan scan) {
    /** How many of the differences are no more. */
    long mend(List<Difference> differences) {
        store.write(differences.stream().flatMap(Repair::changes).toList());
        Map<ItemKey, OnlineItem> now =
                scan.current(differences.stream().map(Difference::key).toList());
        return differences.stream()
                .filter(difference -> Objects.equals(difference.expected(), now.get(difference.key())))
                .count();
    }

    private static Stream<OnlineChange> changes(Difference difference) {
        OnlineItem held = difference.held();
        OnlineItem expected = difference.expected();
        Stream<OnlineChange> removal = held == null || (expected != null && !expected.isOlderThan(held))
                ? Stream.empty()
                : Stream.of(new OnlineChange.Delete(difference.key(), held.eventMicros(), held.createdMicros()));
        return expected == null ? removal : Stream.concat(removal, Stream.of(new OnlineChange.Put(expected)));
    }
}
