package dev.sluice.registry.freshness;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.ViewStanding;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.time.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** How fresh the views of a project are at a moment, as the registry tells it when it is asked. */
public final class Freshness {
    private final Project project;
    private final Upstream upstream;
    private final Registry registry;
    private final Instant now;

    public Freshness(Project project, Registry registry, Instant now) {
        this(project, new Upstream(project), registry, now);
    }

    /** @param upstream of the project, for those who have it already */
    public Freshness(Project project, Upstream upstream, Registry registry, Instant now) {
        this.project = project;
        this.upstream = upstream;
        this.registry = registry;
        this.now = now;
    }

    /** The freshness of each view, in the project's order. */
    public List<ViewFreshness> views() {
        Map<ViewId, ViewStanding> standings = registry.standings(project.name(), null);
        return project.views().stream()
                .map(view -> of(view, standings.getOrDefault(view.id(), ViewStanding.NONE)))
                .toList();
    }

    public ViewFreshness of(FeatureView view) {
        Map<ViewId, ViewStanding> standings = registry.standings(project.name(), view.id());
        return of(view, standings.getOrDefault(view.id(), ViewStanding.NONE));
    }

    private ViewFreshness of(FeatureView view, ViewStanding standing) {
        RunRecord promoted = standing.promoted();
        Seen seen = new Seen(standing.open(), promoted == null ? null : promoted.partition(), online(view, standing));
        FreshnessState data = state(view, seen.data(), seen);
        FreshnessState online = seen.online() == null ? FreshnessState.OK : state(view, seen.online(), seen);
        FreshnessState state = data.or(online);
        return new ViewFreshness(
                view,
                state,
                state == FreshnessState.OK ? null : data.or(online) == data ? cause(view, seen) : behind(view, seen),
                promoted,
                standing.materialized(),
                lag(seen.data()),
                lag(seen.online()),
                problems(seen));
    }

    /**
     * What the registry knows of a view.
     *
     * @param open of each partition the run that began last, if its rows are not there
     * @param data the newest promoted partition
     * @param online the newest that is online
     */
    private record Seen(
            SortedMap<Partition, RunRecord> open,
            @Nullable Partition data,
            @Nullable Partition online) {}

    private @Nullable Partition online(FeatureView view, ViewStanding standing) {
        RunRecord promoted = standing.promoted();
        MaterializationRecord last = standing.materialized();
        if (!view.online() || promoted == null || last == null) {
            return null;
        }
        return last.shows(promoted)
                ? promoted.partition()
                : registry.promoted(project.name(), view.id(), TimeRange.ALWAYS).entrySet().stream()
                        .filter(entry -> last.shows(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    private FreshnessState state(FeatureView view, @Nullable Partition newest, Seen seen) {
        if (newest == null) {
            return FreshnessState.EMPTY;
        }
        TimeSpan level = view.lifetime().freshness();
        if (level == null) {
            return FreshnessState.OK;
        }
        Instant breach = newest.end().plus(level.duration());
        if (now.isAfter(breach)) {
            return FreshnessState.BREACH;
        }
        Instant due = newest.next().end();
        boolean risky = !now.isBefore(due)
                && (hasFailed(seen.open().get(newest.next()))
                        || Duration.between(due, now).compareTo(Duration.between(now, breach)) > 0);
        return risky ? FreshnessState.AT_RISK : FreshnessState.OK;
    }

    private static boolean hasFailed(@Nullable RunRecord run) {
        return run != null && run.state().hasFailed();
    }

    private @Nullable Duration lag(@Nullable Partition newest) {
        return newest == null ? null : Duration.between(newest.end(), now);
    }

    private static List<RunRecord> problems(Seen seen) {
        return seen.open().values().stream()
                .filter(Freshness::hasFailed)
                .sorted(Comparator.comparing(RunRecord::partition).reversed())
                .toList();
    }

    private static String behind(FeatureView view, Seen seen) {
        return "online values end with " + seen.online() + ", the lake's with " + seen.data()
                + ": run `sluice materialize " + view.name() + "`";
    }

    /** What became of the partition that is missing. */
    private String cause(FeatureView view, Seen seen) {
        Partition newest = seen.data();
        if (newest == null) {
            return seen.open().values().stream()
                    .reduce((earlier, later) -> later)
                    .map(Freshness::told)
                    .orElse("nothing was ever run");
        }
        Partition missing = newest.next();
        RunRecord run = seen.open().get(missing);
        if (run != null) {
            return told(run);
        }
        return upstream.of(view).stream()
                .filter(read -> isMissing(read, missing))
                .findFirst()
                .map(read -> missing + " was not run; " + read.id() + ", which it reads, has no rows of it yet")
                .orElseGet(() -> missing + " ended at " + missing.end()
                        + " and no run of it has begun: see whether its DAG runs, or `sluice run " + view.id()
                        + " --at " + missing + "`");
    }

    private boolean isMissing(FeatureView read, Partition missing) {
        return registry.promoted(project.name(), read.id(), missing.range()).isEmpty();
    }

    private static String told(RunRecord run) {
        return switch (run.state()) {
            case REFUSED -> run.partition() + " was refused by the gate: " + run.error();
            case FAILED -> run.partition() + " failed: " + run.error();
            default -> run.partition() + " is being run since " + run.startedAt();
        };
    }
}
