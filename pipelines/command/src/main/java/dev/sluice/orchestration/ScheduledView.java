package dev.sluice.orchestration;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A view in a DAG.
 *
 * @param level 0 for views that read no other view of the DAG; others come after all that they read
 * @param upstream the views of the same DAG that it reads
 * @param awaited views of other DAGs that it reads, whose partitions lie within its own
 */
record ScheduledView(FeatureView view, int level, List<ViewId> upstream, List<FeatureView> awaited) {
    private static final Duration LEAST_TIMEOUT = Duration.ofMinutes(15);

    ScheduledView {
        upstream = List.copyOf(upstream);
        awaited = List.copyOf(awaited);
    }

    /** The name of its group of tasks. */
    String id() {
        return id(view);
    }

    static String id(FeatureView view) {
        return view.name() + "_v" + view.version();
    }

    String asset(String project) {
        return "sluice://" + project + "/" + view.name() + "/v" + view.version();
    }

    String owner() {
        return view.metadata().owner().isEmpty() ? "sluice" : view.metadata().owner();
    }

    /**
     * How long a try may take. A row may be as old as the service level says; the next one comes a partition later, so what is
     * left is the difference. Without a service level a try may take as long as a partition is.
     */
    Duration timeout() {
        Duration partition = length(view.granularity());
        TimeSpan freshness = view.lifetime().freshness();
        Duration left = freshness == null ? partition : freshness.duration().minus(partition);
        return left.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : left;
    }

    static Duration length(Granularity granularity) {
        return Duration.between(
                Instant.EPOCH, Partition.containing(granularity, Instant.EPOCH).end());
    }
}
