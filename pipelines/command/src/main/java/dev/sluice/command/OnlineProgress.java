package dev.sluice.command;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.MaterializationLog;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.project.OnlineSettings;
import dev.sluice.project.Project;
import dev.sluice.registry.Lease;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.MaterializedItems;
import dev.sluice.registry.Registry;
import java.util.OptionalLong;

/** How far the views of a project are in its online store, as the registry keeps it. */
record OnlineProgress(Project project, Registry registry) implements MaterializationLog {
    /** The store that is written to: another one begins empty. */
    String target() {
        OnlineSettings online = project.settings().online();
        return online.endpoint() + "/" + online.table();
    }

    /** Takes the lease under which a view is brought to the store. */
    Lease acquire(ViewId view) {
        return registry.acquire("materialize/" + project.name() + "/" + view);
    }

    @Override
    public OptionalLong lastVersion(ViewId view) {
        return registry.lastMaterialization(project.name(), view)
                .filter(record -> record.target().equals(target()))
                .map(record -> OptionalLong.of(record.toVersion()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public void record(MaterializationResult result) {
        registry.record(new MaterializationRecord(
                project.name(),
                result.view(),
                target(),
                result.fromVersion(),
                result.toVersion(),
                new MaterializedItems(
                        result.written().written(),
                        result.written().deleted(),
                        result.written().outdated()),
                result.startedAt(),
                result.finishedAt()));
    }
}
