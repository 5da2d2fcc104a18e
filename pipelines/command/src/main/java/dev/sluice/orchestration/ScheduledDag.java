package dev.sluice.orchestration;

import dev.sluice.time.Granularity;
import java.util.List;

/**
 * The views of one schedule.
 *
 * @param schedule a cron line
 * @param views those that are read before those that read them, otherwise by name and version
 */
record ScheduledDag(String id, String schedule, Granularity granularity, List<ScheduledView> views) {
    ScheduledDag {
        views = List.copyOf(views);
    }

    /** Hours overtake each other, days do not. */
    int maxActiveRuns() {
        return granularity == Granularity.HOUR ? 3 : 1;
    }

    int levels() {
        return 1 + views.stream().mapToInt(ScheduledView::level).max().orElse(0);
    }
}
