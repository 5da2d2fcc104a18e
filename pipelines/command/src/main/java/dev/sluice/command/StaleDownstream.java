package dev.sluice.command;

import dev.sluice.backfill.ReadRange;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.ViewId;
import dev.sluice.input.InputState;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.registry.freshness.Upstream;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was made from rows that have been computed again since, by lineage: training sets, online values, and views that read
 * another view's table. It is told from the registry each time, so there is no mark that could be forgotten.
 */
final class StaleDownstream {
    private final Project project;
    private final Registry registry;
    private final Upstream upstream;
    private final Map<ViewId, List<RunRecord>> promotions = new HashMap<>();

    StaleDownstream(Project project, Registry registry) {
        this.project = project;
        this.registry = registry;
        this.upstream = new Upstream(project);
    }

    /**
     * Something that is stale.
     *
     * @param kind training_set, online or view
     * @param mend the command that makes it anew
     */
    record Stale(String kind, String name, String why, String mend) {
        Map<String, ?> json() {
            return JsonDocument.of("kind", kind)
                    .with("name", name)
                    .with("why", why)
                    .with("mend", mend)
                    .members();
        }

        @Override
        public String toString() {
            return kind.replace('_', ' ') + " " + name + ": " + why + "; " + mend;
        }
    }

    List<Stale> all() {
        List<Stale> stale = new ArrayList<>();
        project.views().forEach(view -> online(view, stale));
        project.views().forEach(view -> readers(view, stale));
        registry.trainingSets(project.name()).forEach(set -> trainingSet(set, stale));
        return stale;
    }

    private void online(FeatureView view, List<Stale> stale) {
        if (!view.online()) {
            return;
        }
        long shown = promotions(view.id()).stream()
                .map(run -> run.versions().latest())
                .filter(java.util.Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(-1);
        registry.lastMaterialization(project.name(), view.id())
                .filter(last -> last.toVersion() < shown)
                .ifPresent(last -> stale.add(new Stale(
                        "online",
                        view.id().toString(),
                        "latest is at version " + shown + ", the online values are of " + last.toVersion(),
                        "run `sluice materialize " + view.name() + "`")));
    }

    /** Views whose source is the table of another view, of which partitions that they have read were replaced. */
    private void readers(FeatureView reader, List<Stale> stale) {
        for (SourceUse use : reader.computation().sources()) {
            upstream.of(project.source(use.source())).ifPresent(view -> {
                long outdated = outdated(reader, use, view.id());
                if (outdated > 0) {
                    stale.add(new Stale(
                            "view",
                            reader.id().toString(),
                            outdated + " partitions were computed from rows of " + view.id() + " that were replaced",
                            "run `sluice backfill " + reader.name() + "`"));
                }
            });
        }
    }

    private long outdated(FeatureView reader, SourceUse use, ViewId upstream) {
        Map<Partition, RunRecord> newest = new HashMap<>();
        promotions(reader.id()).forEach(run -> newest.putIfAbsent(run.partition(), run));
        return newest.values().stream()
                .filter(run -> InputState.parse(run.versions().inputs().getOrDefault(use.source(), ""))
                        .filter(state -> isReplaced(upstream, ReadRange.of(reader, use, run.partition()), state))
                        .isPresent())
                .count();
    }

    /** Rows of a partition are of times after its start, up to its end. */
    private boolean isReplaced(ViewId upstream, TimeRange range, InputState read) {
        return promotions(upstream).stream()
                .anyMatch(run -> version(run) > read.number()
                        && run.partition().start().isBefore(range.until())
                        && !run.partition().end().isBefore(range.from()));
    }

    private void trainingSet(TrainingSetRecord set, List<Stale> stale) {
        for (TrainingSetRecord.TableRead table : set.tables()) {
            ViewId view = table.view();
            long recomputed = recomputedAfter(view, table.version());
            if (recomputed > 0) {
                stale.add(new Stale(
                        "training_set",
                        set.id() + " (" + set.service() + ")",
                        recomputed + " partitions of " + view + " were computed again after it was built",
                        "build it again"));
            }
        }
    }

    /** How many partitions that were in this version of a table have been replaced since. */
    private long recomputedAfter(ViewId view, long version) {
        Map<Partition, Long> first = new HashMap<>();
        Map<Partition, Long> last = new HashMap<>();
        for (RunRecord run : promotions(view)) {
            first.merge(run.partition(), version(run), Math::min);
            last.merge(run.partition(), version(run), Math::max);
        }
        return last.entrySet().stream()
                .filter(partition -> partition.getValue() > version
                        && first.getOrDefault(partition.getKey(), Long.MAX_VALUE) <= version)
                .count();
    }

    private static long version(RunRecord run) {
        Long version = run.versions().promoted();
        return version == null ? -1 : version;
    }

    private List<RunRecord> promotions(ViewId view) {
        return promotions.computeIfAbsent(
                view,
                id -> registry.runs(project.name(), RunQuery.all().withView(id)).stream()
                        .filter(run -> run.state().isPromoted())
                        .toList());
    }
}
