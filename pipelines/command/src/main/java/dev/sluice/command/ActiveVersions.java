package dev.sluice.command;

import dev.sluice.backfill.VersionProgress;
import dev.sluice.backfill.VersionSwitch;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps a project from giving up the versions that its services follow. */
final class ActiveVersions {
    private ActiveVersions() {}

    /**
     * Of each view that is still declared, why its active version must not go yet: what would take its place lacks rows that
     * it has.
     */
    static List<String> missed(Project project, Registry registry) {
        Map<String, Integer> active = registry.active(project.name());
        VersionSwitch versions = VersionSwitch.of(project, registry);
        return project.views().stream()
                .map(FeatureView::name)
                .distinct()
                .flatMap(name -> Stream.ofNullable(active.get(name)).map(version -> new ViewId(name, version)))
                .filter(id -> !project.declares(id))
                .filter(id -> isMissed(versions.progress(project.view(id.name()))))
                .map(ActiveVersions::message)
                .toList();
    }

    /** The versions that are built beside an active one, and how far they are. */
    static List<VersionProgress> waiting(Project project, Registry registry) {
        Map<String, Integer> active = registry.active(project.name());
        VersionSwitch versions = VersionSwitch.of(project, registry);
        return project.views().stream()
                .filter(view -> active.getOrDefault(view.name(), view.version()) < view.version())
                .map(versions::progress)
                .toList();
    }

    static Map<String, ?> json(VersionProgress progress) {
        return JsonDocument.of("view", progress.view())
                .with("active", progress.active())
                .with("covered", progress.covered())
                .with("partitions", progress.partitions())
                .members();
    }

    static String line(VersionProgress progress) {
        return progress.view() + " is built beside version " + progress.active() + ", which is active: it has "
                + progress + " of its partitions";
    }

    private static boolean isMissed(VersionProgress next) {
        return next.partitions() > 0 && !next.isComplete();
    }

    private static String message(ViewId view) {
        return view
                + " is the active version and no longer declared: readers would find nothing until another version is"
                + " backfilled. Declare both, each in a file of its own, until `sluice status` shows that the new one is"
                + " active, or apply with --drop-active.";
    }
}
