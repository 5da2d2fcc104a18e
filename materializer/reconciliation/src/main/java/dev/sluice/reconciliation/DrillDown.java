package dev.sluice.reconciliation;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineScan;
import dev.sluice.online.ScanSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the keys of differing buckets one by one. */
final class DrillDown {
    private static final int BATCH = 100;

    private final LatestRows latest;
    private final OnlineScan store;
    private final ReconciliationOptions options;
    private final DifferingBuckets buckets;
    private final Findings findings;
    private long newest;

    DrillDown(
            LatestRows latest,
            OnlineScan store,
            ReconciliationOptions options,
            DifferingBuckets buckets,
            Findings findings) {
        this.latest = latest;
        this.store = store;
        this.options = options;
        this.buckets = buckets;
        this.findings = findings;
    }

    ScanSummary run() {
        try (Spill spill = Spill.in(options.folder(), latest.target().view().id(), buckets.groups())) {
            latest.forEach(item -> keep(spill, Spill.Side.EXPECTED, item));
            ScanSummary scanned =
                    store.scan(latest.target().view().id(), options.scan(), item -> keep(spill, Spill.Side.HELD, item));
            newest = latest.forEachLaterChange(change -> keep(spill, change));
            for (int group = 0; group < buckets.groups(); group++) {
                compare(states(spill, group));
            }
            return scanned;
        }
    }

    private void keep(Spill spill, OnlineChange change) {
        if (change instanceof OnlineChange.Put put) {
            keep(spill, Spill.Side.PUT_LATER, put.item());
        } else {
            keep(spill, Spill.Side.REMOVED_LATER, new OnlineItem(change.key(), new byte[0], 0, 0, null));
        }
    }

    private void keep(Spill spill, Spill.Side side, OnlineItem item) {
        int group = buckets.group(item.key().entityKey());
        if (group >= 0) {
            spill.add(group, side, item);
        }
    }

    private static List<KeyState> states(Spill spill, int group) {
        Map<ItemKey, KeyState> states = new HashMap<>();
        spill.read(
                group,
                (side, item) ->
                        states.computeIfAbsent(item.key(), KeyState::new).note(side, item));
        return states.values().stream()
                .sorted(Comparator.comparing(state -> state.key().entityKey()))
                .toList();
    }

    private void compare(List<KeyState> states) {
        List<KeyState> suspects = states.stream()
                .filter(state -> !state.allows(state.held(), nowSeconds()))
                .toList();
        for (int from = 0; from < suspects.size(); from += BATCH) {
            confirm(suspects.subList(from, Math.min(suspects.size(), from + BATCH)));
        }
    }

    /** Reads the items once more, as they are now: the scan may have been late, or early. */
    private void confirm(List<KeyState> suspects) {
        Map<ItemKey, OnlineItem> current =
                store.current(suspects.stream().map(KeyState::key).toList());
        List<Difference> differences = new ArrayList<>();
        for (KeyState state : suspects) {
            OnlineItem item = current.get(state.key());
            if (!state.allows(item, nowSeconds())) {
                judge(state, item, differences);
            }
        }
        findings.found(differences);
    }

    /** An item that was written while we looked, and after a commit that we have not read, says nothing. */
    private void judge(KeyState state, @Nullable OnlineItem item, List<Difference> differences) {
        if (!Objects.equals(item, state.held()) && latest.newestVersion() > newest) {
            findings.unsettled();
        } else {
            differences.add(state.against(item));
        }
    }

    private long nowSeconds() {
        return options.clock().instant().getEpochSecond();
    }
}
