package dev.sluice.gate;

import dev.sluice.time.Partition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a view was promoted before a partition. Threads may share it. */
public interface PromotedHistory {
    /** Nothing was. */
    PromotedHistory NONE = partition -> new Past(List.of(), null);

    /** The promoted partitions that begin earlier; as far back as the view's checks look, or farther. */
    Past before(Partition partition);

    /**
     * The past of a partition.
     *
     * @param lateness how long after its end the partition is promoted, if it is now; null when it was promoted before
     */
    record Past(List<Promoted> partitions, @Nullable Duration lateness) {
        public Past {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * A promoted partition.
     *
     * @param rows that it holds now
     * @param lateness how long after its end it was promoted for the first time
     */
    record Promoted(Partition partition, long rows, Duration lateness) {}
}
