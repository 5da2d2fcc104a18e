package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Activation;
import dev.sluice.registry.Activation.Cause;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets the readers of a view change to a new version as soon as that has everything that the active one has: the old version
 * stays beside it, and nobody sees a gap.
 */
public final class VersionSwitch {
    private final Project project;
    private final Registry registry;

    private VersionSwitch(Project project, Registry registry) {
        this.project = project;
        this.registry = registry;
    }

    public static VersionSwitch of(Project project, Registry registry) {
        return new VersionSwitch(project, registry);
    }

    /**
     * Makes of each of these views the highest complete version the active one, if it is higher than the active one and has
     * never been active: whoever went back from a version stays there.
     *
     * @return the versions that became active
     */
    public List<ViewId> advance(Collection<FeatureView> views, Instant now) {
        List<Activation> activations = registry.activations(project.name());
        Set<ViewId> known = new HashSet<>();
        activations.forEach(activation -> known.add(activation.view()));
        return views.stream()
                .map(FeatureView::name)
                .distinct()
                .flatMap(name -> advance(name, known, now).stream())
                .toList();
    }

    private Optional<ViewId> advance(String name, Set<ViewId> known, Instant now) {
        List<FeatureView> newer = project.versions(name).stream()
                .filter(view -> !known.contains(view.id()))
                .toList();
        if (newer.isEmpty()) {
            return Optional.empty();
        }
        return newer.stream()
                .map(this::progress)
                .filter(progress -> progress.view().version() > progress.active() && progress.isComplete())
                .reduce((lower, higher) -> higher)
                .filter(progress -> activate(progress, Cause.COMPLETE, now))
                .map(VersionProgress::view);
    }

    /** Makes a version the active one, complete or not, unless somebody else was quicker. */
    public boolean activate(VersionProgress progress, Cause cause, Instant now) {
        return registry.activate(project.name(), new Activation(progress.view(), cause, now), progress.active());
    }

    /** How far a version is. */
    public VersionProgress progress(FeatureView view) {
        int active = active(view.name());
        ViewId activeView = new ViewId(view.name(), active);
        Set<Partition> there = promoted(activeView).keySet();
        Set<Partition> made = upToDate(view);
        int covered = (int) there.stream()
                .filter(partition -> within(partition, view.granularity()).allMatch(made::contains))
                .count();
        return new VersionProgress(view.id(), active, covered, there.size(), made.isEmpty());
    }

    private int active(String name) {
        return Objects.requireNonNull(registry.active(project.name()).get(name), name);
    }

    private Set<Partition> upToDate(FeatureView view) {
        String hash = project.computationHash(view);
        Set<Partition> upToDate = new HashSet<>();
        promoted(view.id()).forEach((partition, run) -> {
            if (run.state() == RunState.COMPLETED && run.computationHash().equals(hash)) {
                upToDate.add(partition);
            }
        });
        return upToDate;
    }

    private Map<Partition, RunRecord> promoted(ViewId view) {
        return registry.promoted(project.name(), view, TimeRange.ALWAYS);
    }

    /** The partitions of a granularity that hold all of a partition's time. */
    private static Stream<Partition> within(Partition partition, Granularity granularity) {
        return Stream.iterate(
                Partition.containing(granularity, partition.start()),
                other -> other.start().isBefore(partition.end()),
                Partition::next);
    }
}
