package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import dev.sluice.materializer.MaterializationLog;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.feed.TableLocation;
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
    String store() {
        OnlineSettings online = project.settings().online();
        return online.tableEndpoint() + "/" + online.table();
    }

    /** A view as it is brought to the store. */
    MaterializedView target(FeatureView view) {
        LakeLayout lake = LakeLayout.of(project.folder(), project.settings().lake());
        return MaterializedView.of(
                view,
                new TableLocation(
                        lake.latest(view.id()), project.settings().storage().hadoopOptions()));
    }

    /** Takes the lease under which a view is brought to the store. */
    Lease acquire(ViewId view) {
        return registry.acquire("materialize/" + project.name() + "/" + view);
    }

    @Override
    public OptionalLong lastVersion(ViewId view) {
        return registry.lastMaterialization(project.name(), view)
                .filter(record -> record.target().equals(store()))
                .map(record -> OptionalLong.of(record.toVersion()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public void record(MaterializationResult result) {
        registry.record(new MaterializationRecord(
                project.name(),
                result.view(),
                store(),
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
