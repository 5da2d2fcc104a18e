package dev.sluice.registry;

import dev.sluice.time.Partition;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a view stands, without the runs that others have followed.
 *
 * @param open of each partition the run that began last, if its rows are not in the feature table
 * @param promoted of the newest promoted partition the newest run whose rows were promoted; null when there is none
 * @param materialized the materialization that was recorded last; null when there is none
 */
public record ViewStanding(
        SortedMap<Partition, RunRecord> open,
        @Nullable RunRecord promoted,
        @Nullable MaterializationRecord materialized) {
    /** Of a view that was never run. */
    public static final ViewStanding NONE = new ViewStanding(Collections.emptySortedMap(), null, null);

    public ViewStanding {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    ViewStanding withOpen(RunRecord run) {
        SortedMap<Partition, RunRecord> runs = new TreeMap<>(open);
        runs.put(run.partition(), run);
        return new ViewStanding(runs, promoted, materialized);
    }

    /** Whichever of two promoted runs is of the newer partition. */
    ViewStanding withPromoted(RunRecord run) {
        boolean newer = promoted == null || promoted.partition().compareTo(run.partition()) < 0;
        return newer ? new ViewStanding(open, run, materialized) : this;
    }

    ViewStanding withMaterialized(MaterializationRecord last) {
        return new ViewStanding(open, promoted, last);
    }
}
