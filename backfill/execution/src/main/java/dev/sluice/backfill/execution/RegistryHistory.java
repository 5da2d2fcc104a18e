package dev.sluice.backfill.execution;

import dev.sluice.feature.FeatureView;
import dev.sluice.gate.PromotedHistory;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the registry's run log knows of a view's promoted partitions: one query, of as many weeks as the view looks back. */
record RegistryHistory(Registry registry, String project, FeatureView view, Clock clock) implements PromotedHistory {
    @Override
    public Past before(Partition partition) {
        int weeks = view.suite().anomalies().weeks();
        TimeRange range = new TimeRange(partition.start().minus(Duration.ofDays(7L * weeks)), partition.end());
        Map<Partition, List<RunRecord>> promoted = new LinkedHashMap<>();
        registry.runs(project, RunQuery.all().withView(view.id()).withRange(range)).stream()
                .filter(run -> run.state().isPromoted())
                .forEach(run -> promoted.computeIfAbsent(run.partition(), key -> new ArrayList<>())
                        .add(run));
        List<RunRecord> ofItself = promoted.remove(partition);
        return new Past(
                promoted.values().stream().map(RegistryHistory::promoted).toList(),
                ofItself == null ? lateness(partition, clock.instant()) : null);
    }

    /** @param runs of one partition, the newest first */
    private static Promoted promoted(List<RunRecord> runs) {
        RunRecord newest = runs.get(0);
        RunRecord first = runs.get(runs.size() - 1);
        Instant at = first.finishedAt() == null ? first.startedAt() : first.finishedAt();
        return new Promoted(newest.partition(), newest.measures().rowsPromoted(), lateness(first.partition(), at));
    }

    private static Duration lateness(Partition partition, Instant at) {
        return Duration.between(partition.end(), at);
    }
}
