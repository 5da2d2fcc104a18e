package dev.sluice.backfill.execution;

import dev.sluice.backfill.Blockade;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Lease;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.time.Partition;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** The registry's run log as the runs of one view write it. */
final class RunLog {
    private final Registry registry;
    private final Project project;
    private final FeatureView view;

    RunLog(Registry registry, Project project, FeatureView view) {
        this.registry = registry;
        this.project = project;
        this.view = view;
    }

    /** Claims a partition; only its holder may run it. */
    Lease claim(Partition partition) {
        return registry.acquire("run/" + project.name() + "/" + view.id() + "/" + partition);
    }

    /** Claims the view's newest rows. */
    Lease claimLatest() {
        return registry.acquire("latest/" + project.name() + "/" + view.id());
    }

    RunRecord begin(PlannedPartition planned, Lease lease, String computationHash) {
        String runId = runId(planned.partition(), lease.fence());
        return registry.begin(new RunStart(
                runId,
                project.name(),
                view.id(),
                planned.partition(),
                lease.fence(),
                computationHash,
                Clock.systemUTC().instant()));
    }

    private String runId(Partition partition, long attempt) {
        String compact = partition.toString().replace("-", "").toLowerCase(Locale.ROOT);
        return view.name() + "-v" + view.version() + "-" + compact + "-" + attempt;
    }

    Optional<RunRecord> newest(Partition partition) {
        return registry.newestRun(view.id(), partition, project.name());
    }

    RunRecord write(RunRecord run) {
        registry.update(run);
        return run;
    }

    /** What of earlier partitions is in the way of later ones. */
    Blockade blockade() {
        return new Blockade(view, project.name(), registry);
    }

    String project() {
        return project.name();
    }

    ViewId view() {
        return view.id();
    }

    Registry registry() {
        return registry;
    }
}
